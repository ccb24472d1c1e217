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
                "ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'" + properties(keys) + "\nSTORED AS TEXTFILE");
        return keys.hasTimes()
                ? form.typed(keys.typed()).notes("Times are text in the table and timestamps in the view.")
                : form;
    }

    /** Keys that cannot be names of columns. */
    private String properties(JsonKeys keys) {
        String mappings = keys.top().stream()
                .filter(node -> !node.name().equals(HiveColumn.name(node.name())))
                .map(node ->
                        Athena.literal("mapping." + HiveColumn.name(node.name())) + " = " + Athena.literal(node.name()))
                .collect(Collectors.joining(", "));
        return mappings.isEmpty() ? "" : "\nWITH SERDEPROPERTIES (" + mappings + ")";
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
