/** Rows in memory and in blocks in the store, in the order of the log and sorted. */
@NullMarked
package dev.waybill.batch.rows;

import org.jspecify.annotations.NullMarked;
