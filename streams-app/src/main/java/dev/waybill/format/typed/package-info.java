/** Rows and parts of the formats that have types: Avro and Parquet. */
@NullMarked
package dev.waybill.format.typed;

import org.jspecify.annotations.NullMarked;
