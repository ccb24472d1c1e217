/** How text becomes harmless in each kind of file. Copies from the event's bytes into a row. */
@NullMarked
package dev.waybill.format.escape;

import org.jspecify.annotations.NullMarked;
