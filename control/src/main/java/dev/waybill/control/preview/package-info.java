/**
 * What exports would deliver of events that have been: the path of production on real events, with nothing written to the
 * cluster. For commands and the console alike: prints nothing, and keeps within bounds of memory and time.
 *
 * <p>{@link dev.waybill.control.preview.Preview#run} reads top to bottom. {@code preview.leak} below it looks for hidden values
 * in what would be delivered.
 */
@NullMarked
package dev.waybill.control.preview;

import org.jspecify.annotations.NullMarked;
