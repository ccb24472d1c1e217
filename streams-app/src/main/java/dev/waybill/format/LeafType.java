package dev.waybill.format;

/** The types of columns in formats that have types. */
enum LeafType {
    STRING,
    INT,
    LONG,
    DOUBLE,
    BOOLEAN,
    TIMESTAMP_MICROS
}
