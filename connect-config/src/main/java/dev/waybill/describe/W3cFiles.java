package dev.waybill.describe;

import dev.waybill.columns.ColumnDefinition;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** W3C extended logs: two header lines, tabs between, unknown is a hyphen. */
record W3cFiles(List<ColumnDefinition> columns) implements FileReading {
    private static final String PERCENT = "Text is percent-encoded as in the files.";

    @Override
    public AthenaForm athena() {
        List<HiveColumn> hive = HiveColumn.of(columns, HiveTypes.NUMBERS).stream()
                .map(column -> column.name().equals("date") ? new HiveColumn("date", "date") : column)
                .toList();
        return AthenaForm.of(hive, """
                        ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe'
                        WITH SERDEPROPERTIES ('field.delim' = '\\t', 'serialization.null.format' = '-')
                        STORED AS TEXTFILE""")
                .properties(Map.of("skip.header.line.count", "2"))
                .notes(PERCENT);
    }

    @Override
    public String duckDb(DuckDbFiles files) {
        String types = columns.stream()
                .map(column -> DuckDb.literal(HiveColumn.name(column.name())) + ": '" + type(column) + "'")
                .collect(Collectors.joining(",\n        ", "{\n        ", "\n    }"));
        return "-- " + PERCENT + "\nSELECT * FROM read_csv(" + files.glob()
                + ",\n    auto_detect = false, header = false, skip = 2, delim = '\\t', quote = '', escape = '',"
                + " nullstr = '-', null_padding = true,\n    columns = "
                + types + files.partitions() + ")";
    }

    private static String type(ColumnDefinition column) {
        return switch (column.name()) {
            case "date" -> "DATE";
            case "time" -> "TIME";
            default -> DuckDb.type(column.type());
        };
    }

    @Override
    public String spark(SparkFiles files) {
        String fields = HiveColumn.of(columns, HiveTypes.NUMBERS).stream()
                .map(column -> Spark.name(column.name()) + " " + column.type())
                .collect(Collectors.joining(",\n    "));
        return "# Lines that begin with a hash are the header. " + PERCENT + "\ndf = " + files.reader(fields)
                + ".option(\"sep\", \"\\t\").option(\"quote\", \"\").option(\"comment\", \"#\")"
                + ".option(\"nullValue\", \"-\")"
                + ".csv(" + files.path() + ")\n";
    }
}
