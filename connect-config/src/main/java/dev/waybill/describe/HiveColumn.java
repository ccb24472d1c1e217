package dev.waybill.describe;

import dev.waybill.columns.ColumnDefinition;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A column of a table in Athena.
 *
 * @param name of lower-case letters, digits and underscores
 * @param type as Hive writes it
 */
record HiveColumn(String name, String type) {
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");

    /** {@code `name` type}. */
    String definition() {
        return "`" + name + "` " + type;
    }

    /** A name that Athena takes: {@code cs(Host)} becomes {@code cs_host}. */
    static String name(String name) {
        String plain = OTHER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("_");
        return plain.replaceAll("^_+|_+$", "");
    }

    /** The columns with these types. */
    static List<HiveColumn> of(List<ColumnDefinition> columns, HiveTypes types) {
        return columns.stream()
                .map(column -> new HiveColumn(name(column.name()), types.of(column.type())))
                .toList();
    }
}
