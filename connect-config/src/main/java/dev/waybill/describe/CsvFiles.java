package dev.waybill.describe;

import dev.waybill.columns.ColumnDefinition;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Comma-separated values with a header line, quoted with quotes (RFC 4180); null is empty. */
record CsvFiles(List<ColumnDefinition> columns) implements FileReading {
    /** Never in a file, where control characters are written as escapes: a backslash must not escape anything. */
    private static final String NO_ESCAPE = "\\u0001";

    /** Arguments of DuckDB's {@code read_csv}: what it is not told it guesses from a file's first rows. */
    static final String DIALECT = "header = true, delim = ',', quote = '\"', escape = '\"', nullstr = ''";

    @Override
    public AthenaForm athena() {
        return AthenaForm.of(
                        HiveColumn.of(columns, HiveTypes.TEXT),
                        "ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'\n"
                                + "WITH SERDEPROPERTIES ('separatorChar' = ',', 'quoteChar' = '\"', 'escapeChar' = '"
                                + NO_ESCAPE + "')\nSTORED AS TEXTFILE")
                .properties(Map.of("skip.header.line.count", "1"))
                .typed(Athena.typed(columns, ""))
                .notes("The table holds text, as all tables of this SerDe; the view has types and nulls.");
    }

    @Override
    public String duckDb(DuckDbFiles files) {
        return "SELECT * FROM read_csv(" + files.glob()
                + ",\n    auto_detect = false, " + DIALECT + ", null_padding = true,\n    columns = "
                + DuckDb.struct(columns) + files.partitions() + ")";
    }

    @Override
    public String spark(SparkFiles files) {
        String fields = columns.stream()
                .map(column -> Spark.name(HiveColumn.name(column.name())) + " "
                        + (Athena.isTime(column.type()) ? "timestamp" : HiveTypes.NUMBERS.of(column.type())))
                .collect(Collectors.joining(",\n    "));
        return "df = "
                + files.reader(fields)
                + ".option(\"header\", True).option(\"quote\", '\"').option(\"escape\", '\"')"
                + ".option(\"nullValue\", \"\")"
                + ".csv(" + files.path() + ")\n";
    }
}
