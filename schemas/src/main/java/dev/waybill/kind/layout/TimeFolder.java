package dev.waybill.kind.layout;

/** A folder whose name tells a part of the time at which a window starts. */
public enum TimeFolder {
    /** {@code year=2026}. */
    YEAR("year", ""),
    /** {@code month=03}. */
    MONTH("month", ""),
    /** {@code day=04}. */
    DAY("day", ""),
    /** {@code hour=05}. */
    HOUR("hour", ""),
    /** {@code 2026/03/04}. */
    DATE("day", "yyyy/MM/dd"),
    /** {@code eventDay=20260304}. */
    EVENT_DAY("eventDay", "yyyyMMdd");

    private final String key;
    private final String format;

    TimeFolder(String key, String format) {
        this.key = key;
        this.format = format;
    }

    /** What it tells, as before the equals sign where there is one. */
    public String key() {
        return key;
    }

    /** The pattern of a date; empty for a number. */
    public String format() {
        return format;
    }
}
