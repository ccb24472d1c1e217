package dev.waybill.describe;

import java.util.Map;
import java.util.TreeMap;

/**
 * A part of the folders' names that tells the time.
 *
 * @param folder as it stands before an equals sign, {@code eventDay}; else a name of our choice
 * @param format of dates; empty for numbers
 * @param range of values as Athena's partition projection wants it
 * @param digits of numbers
 */
record PartitionKey(String folder, String format, String range, int digits) {
    static PartitionKey number(String folder, int from, int to, int digits) {
        return new PartitionKey(folder, "", from + "," + to, digits);
    }

    /** A day from the beginning of this year on. */
    static PartitionKey day(String folder, String format, String first) {
        return new PartitionKey(folder, format, first + ",NOW", 0);
    }

    /** The column's name in Athena. */
    String column() {
        return HiveColumn.name(folder);
    }

    String hiveType() {
        return isDate() ? "string" : "int";
    }

    String duckDbType() {
        return isDate() ? "VARCHAR" : "INTEGER";
    }

    /** Table properties of Athena's partition projection. */
    Map<String, String> projection() {
        String prefix = "projection." + column() + ".";
        Map<String, String> properties = new TreeMap<>(Map.of(prefix + "range", range));
        if (isDate()) {
            properties.put(prefix + "type", "date");
            properties.put(prefix + "format", format);
            properties.put(prefix + "interval", "1");
            properties.put(prefix + "interval.unit", "DAYS");
        } else {
            properties.put(prefix + "type", "integer");
            properties.put(prefix + "digits", Integer.toString(digits));
        }
        return properties;
    }

    private boolean isDate() {
        return !format.isEmpty();
    }
}
