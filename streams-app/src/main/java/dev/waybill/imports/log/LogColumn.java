package dev.waybill.imports.log;

import dev.waybill.imports.line.LineEscape;
import dev.waybill.imports.line.LineField;

/** A column of an extended log file: what it means, and how it is escaped. */
record LogColumn(LineField field, LineEscape escape) {}
