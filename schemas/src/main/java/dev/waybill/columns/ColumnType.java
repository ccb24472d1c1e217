package dev.waybill.columns;

/** What a column holds, whatever the format. Formats without types write all of them as text. */
public enum ColumnType {
    TEXT,
    /** Text that holds an ISO-8601 time with its offset, also in formats that have a type for times. */
    TIME_TEXT,
    /** Text that holds one JSON value; the value itself in JSON formats. */
    JSON,
    /** 32 bits. */
    INT,
    /** 64 bits. */
    LONG,
    DOUBLE,
    BOOLEAN,
    /** An instant in microseconds since the epoch; ISO-8601 in UTC where the format has no such type. */
    TIMESTAMP
}
