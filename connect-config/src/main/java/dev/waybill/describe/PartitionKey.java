package dev.waybill.describe;

import dev.waybill.kind.layout.TimeFolder;
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
    private static final int FIRST_YEAR = 2024;
    private static final int LAST_YEAR = 2043;

    static PartitionKey of(TimeFolder folder) {
        return switch (folder) {
            case YEAR -> number(folder, FIRST_YEAR, LAST_YEAR, 4);
            case MONTH -> number(folder, 1, 12, 2);
            case DAY -> number(folder, 1, 31, 2);
            case HOUR -> number(folder, 0, 23, 2);
            case DATE -> day(folder, FIRST_YEAR + "/01/01");
            case EVENT_DAY -> day(folder, FIRST_YEAR + "0101");
        };
    }

    private static PartitionKey number(TimeFolder folder, int from, int to, int digits) {
        return new PartitionKey(folder.key(), "", from + "," + to, digits);
    }

    /** A day from this one on. */
    private static PartitionKey day(TimeFolder folder, String first) {
        return new PartitionKey(folder.key(), folder.format(), first + ",NOW", 0);
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
