/** What each output format can be asked for: one record per format, with its options and the events that it fits. */
@NullMarked
package dev.waybill.kind.format;

import org.jspecify.annotations.NullMarked;
