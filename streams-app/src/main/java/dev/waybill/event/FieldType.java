package dev.waybill.event;

import dev.waybill.columns.ColumnType;

/** How the value of a leaf field is held. */
public enum FieldType {
    /** UTF-8 text. */
    STRING,
    /** A 64-bit integer; also Avro's {@code int}. */
    LONG,
    DOUBLE,
    /** Held as 0 or 1. */
    BOOLEAN,
    /** Microseconds since the epoch, UTC. */
    TIMESTAMP_MICROS,
    /** A map, an array or free JSON, held as compact JSON text with sorted keys. */
    JSON;

    /** The type of a column that shows such values. */
    public ColumnType columnType() {
        return switch (this) {
            case STRING -> ColumnType.TEXT;
            case LONG -> ColumnType.LONG;
            case DOUBLE -> ColumnType.DOUBLE;
            case BOOLEAN -> ColumnType.BOOLEAN;
            case TIMESTAMP_MICROS -> ColumnType.TIMESTAMP;
            case JSON -> ColumnType.JSON;
        };
    }

    /** Whether values are held as UTF-8 bytes; the others are held as numbers. */
    public boolean isText() {
        return this == STRING || this == JSON;
    }
}
