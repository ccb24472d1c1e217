/**
 * Collects the rows of one source partition into windows and turns full or closed windows into finished parts.
 *
 * <p>Everything here is a function of the source partition's log: the same records in the same order give the same parts
 * with the same bytes, wherever and however often they are read. Start reading at {@link dev.waybill.batch.PartitionBatches}.
 */
@NullMarked
package dev.waybill.batch;

import org.jspecify.annotations.NullMarked;
