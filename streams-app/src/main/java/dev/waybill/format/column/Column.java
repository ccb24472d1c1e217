package dev.waybill.format.column;

import dev.waybill.columns.ColumnType;
import dev.waybill.format.value.Value;

/**
 * A column that files hold, compiled for one encoder.
 *
 * @param name as in the header, or the key
 * @param type how formats with types hold it
 * @param value where it comes from
 */
public record Column(String name, ColumnType type, Value value) {}
