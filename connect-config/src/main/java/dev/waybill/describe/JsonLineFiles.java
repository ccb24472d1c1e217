package dev.waybill.describe;

import dev.waybill.columns.ColumnDefinition;
import java.util.List;
import java.util.stream.Collectors;

/** One JSON object a line. */
record JsonLineFiles(List<ColumnDefinition> columns, boolean nested) implements FileReading {
    @Override
    public AthenaForm athena() {
        JsonKeys keys = keys();
        AthenaForm form = AthenaForm.of(
                keys.hive(),
                "ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'\n" + properties(keys) + "\nSTORED AS TEXTFILE");
        return keys.hasTimes()
                ? form.typed(keys.typed()).notes("Times are text in the table and timestamps in the view.")
                : form;
    }

    /**
     * Unless told otherwise, the SerDe makes every key lower-case, also inside of JSON that is a column's text, and refuses
     * a record with two that differ in nothing else. Keys that are then no names of columns need a mapping.
     */
    private static String properties(JsonKeys keys) {
        return keys.mappings().entrySet().stream()
                .map(mapping -> ", " + Athena.literal("mapping." + mapping.getKey()) + " = "
                        + Athena.literal(mapping.getValue()))
                .collect(Collectors.joining("", "WITH SERDEPROPERTIES ('case.insensitive' = 'FALSE'", ")"));
    }

    private JsonKeys keys() {
        return new JsonKeys(columns, nested);
    }

    @Override
    public String duckDb(DuckDbFiles files) {
        return "SELECT * FROM read_json(" + files.glob() + ",\n    format = 'newline_delimited',\n    columns = "
                + keys().duckDb() + files.partitions() + ")";
    }

    @Override
    public String spark(SparkFiles files) {
        return "df = " + files.reader(keys().spark()) + ".json(" + files.path() + ")\n";
    }
}
