/** Compiles the columns of {@link dev.waybill.columns} into values. */
@NullMarked
package dev.waybill.format.column;

import org.jspecify.annotations.NullMarked;
