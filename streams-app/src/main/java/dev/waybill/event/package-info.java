/** The event as the pure rooms see it: typed access to its leaf fields, whatever the wire format was. */
@NullMarked
package dev.waybill.event;

import org.jspecify.annotations.NullMarked;
