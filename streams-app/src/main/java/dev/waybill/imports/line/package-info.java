/** The fields of a log's line: where each ends, how it is escaped, and what it means for an event. */
@NullMarked
package dev.waybill.imports.line;

import org.jspecify.annotations.NullMarked;
