package dev.waybill.describe;

import dev.waybill.columns.ColumnDefinition;
import dev.waybill.columns.ColumnType;
import java.util.List;

/** Texts in the two dialects of Athena: Hive's for definitions, Trino's for queries. */
final class Athena {
    private Athena() {}

    /** A text in a definition. */
    static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** A name in a query. */
    static String name(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** The columns of a table of text as expressions with their types. */
    static List<String> typed(List<ColumnDefinition> columns, String nullText) {
        return columns.stream()
                .map(column -> {
                    String name = name(HiveColumn.name(column.name()));
                    return expression(column, "NULLIF(" + name + ", '" + nullText + "')") + " AS " + name;
                })
                .toList();
    }

    /** A text as the column's type. */
    static String expression(ColumnDefinition column, String text) {
        return switch (column.type()) {
            case TEXT, JSON -> text;
            case TIME_TEXT, TIMESTAMP -> "CAST(from_iso8601_timestamp(" + text + ") AS timestamp)";
            case INT -> "TRY_CAST(" + text + " AS integer)";
            case LONG -> "TRY_CAST(" + text + " AS bigint)";
            case DOUBLE -> "TRY_CAST(" + text + " AS double)";
            case BOOLEAN -> "TRY_CAST(" + text + " AS boolean)";
        };
    }

    static boolean isTime(ColumnType type) {
        return type == ColumnType.TIME_TEXT || type == ColumnType.TIMESTAMP;
    }
}
