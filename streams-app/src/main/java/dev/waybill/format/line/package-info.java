/** Rows that are lines of text, and parts that are text. */
@NullMarked
package dev.waybill.format.line;

import org.jspecify.annotations.NullMarked;
