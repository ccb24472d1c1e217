package dev.waybill.describe;

import dev.waybill.columns.ColumnDefinition;
import dev.waybill.columns.ColumnType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines without header or keys; unknown is a hyphen.
 *
 * @param pattern a regular expression with a group for each column
 */
record LogFiles(List<ColumnDefinition> columns, String pattern) implements FileReading {
    private static final String TIME = "time";
    private static final String ESCAPES = "Text keeps the escapes of the format.";

    @Override
    public AthenaForm athena() {
        return AthenaForm.of(HiveColumn.of(columns, HiveTypes.NUMBERS), LinePattern.serDe(pattern))
                .typed(columns.stream().map(LogFiles::typed).toList())
                .notes(ESCAPES + " Unknown is a hyphen in the table and null in the view.");
    }

    private static String typed(ColumnDefinition column) {
        String name = Athena.name(column.name());
        if (column.name().equals(TIME)) {
            return "CAST(parse_datetime(" + name + ", 'dd/MMM/yyyy:HH:mm:ss Z') AS timestamp) AS " + name;
        }
        return column.type() == ColumnType.LONG ? name : "NULLIF(" + name + ", '-') AS " + name;
    }

    @Override
    public String duckDb(DuckDbFiles files) {
        String names = columns.stream()
                .map(column -> DuckDb.literal(column.name()))
                .collect(Collectors.joining(", ", "[", "]"));
        String expressions =
                columns.stream().map(LogFiles::expression).collect(Collectors.joining(",\n    ", "    ", ""));
        return "-- " + ESCAPES + "\nSELECT\n" + expressions + files.partitionColumns()
                + "\nFROM (SELECT *, regexp_extract(line, " + DuckDb.literal(pattern) + ",\n    " + names
                + ") AS f\nFROM " + files.lines() + ")";
    }

    private static String expression(ColumnDefinition column) {
        String name = DuckDb.name(column.name());
        String text = "nullif(f." + name + ", '-')";
        String value = column.name().equals(TIME)
                ? "strptime(" + text + ", '%d/%b/%Y:%H:%M:%S %z')"
                : column.type() == ColumnType.LONG ? text + "::BIGINT" : text;
        return value + " AS " + name;
    }

    @Override
    public String spark(SparkFiles files) {
        String fields = columns.stream()
                .map(column -> "(\"" + column.name() + "\", \"" + HiveTypes.NUMBERS.of(column.type()) + "\")")
                .collect(Collectors.joining(",\n    ", "[\n    ", ",\n]"));
        return "# " + ESCAPES + "\npattern = r'''" + pattern + "'''\nfields = " + fields + "\n\n\n" + """
                def field(group, name, type):
                    text = F.regexp_extract("value", pattern, group)
                    return F.when(text != "-", text).cast(type).alias(name)


                """ + "lines = "
                + files.reader() + ".text(" + files.path() + ")\n"
                + "df = lines.select(*[field(i, *f) for i, f in enumerate(fields, 1)],"
                + " *[c for c in lines.columns if c != \"value\"])\n";
    }
}
