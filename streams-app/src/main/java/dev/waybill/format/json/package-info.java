/** Rows that are JSON objects. */
@NullMarked
package dev.waybill.format.json;

import org.jspecify.annotations.NullMarked;
