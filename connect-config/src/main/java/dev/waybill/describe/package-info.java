/**
 * Definitions for those who read an export's files: tables of Athena, DuckDB and Spark that match its format, layout and
 * destination, and its list of columns. Text in, text out; one file per way of reading.
 */
@NullMarked
package dev.waybill.describe;

import org.jspecify.annotations.NullMarked;
