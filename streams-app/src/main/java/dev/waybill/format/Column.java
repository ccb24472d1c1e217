package dev.waybill.format;

import dev.waybill.columns.ColumnType;

/**
 * A column that files hold, compiled for one encoder.
 *
 * @param name as in the header, or the key
 * @param type how formats with types hold it
 * @param value where it comes from
 */
record Column(String name, ColumnType type, Value value) {}
