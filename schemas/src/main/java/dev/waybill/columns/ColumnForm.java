package dev.waybill.columns;

/** How a column's value is made of the event's fields. */
public enum ColumnForm {
    /** The field as it is. */
    FIELD,
    /** The first of several fields that is not null. */
    FIRST_OF,
    /** Two texts with a slash between them; only the one that is there if the other is null. */
    JOINED,
    /** A time as {@code 2026-03-04T05:06:07+00:00}, rounded down. */
    TIME_SECONDS,
    /** A time as {@code 2026-03-04T05:11:02.000317+00:00}. */
    TIME_MICROS,
    /** A time as {@code 2026-03-04T05:06:07Z}, with six digits of a second where they are not all zero. */
    TIME_ISO,
    /** A number of 32 bits; null where it does not fit. */
    INT32,
    /** In a way that only the format knows. */
    COMPUTED
}
