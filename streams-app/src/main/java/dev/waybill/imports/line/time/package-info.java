/** The times of a log's line: one file for each way to write them. */
@NullMarked
package dev.waybill.imports.line.time;

import org.jspecify.annotations.NullMarked;
