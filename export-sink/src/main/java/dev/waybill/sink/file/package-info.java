/** Writes objects into directories. */
@NullMarked
package dev.waybill.sink.file;

import org.jspecify.annotations.NullMarked;
