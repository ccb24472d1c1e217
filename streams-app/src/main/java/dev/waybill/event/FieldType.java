package dev.waybill.event;

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

    /** Whether values are held as UTF-8 bytes; the others are held as numbers. */
    public boolean isText() {
        return this == STRING || this == JSON;
    }
}
