package dev.waybill.describe;

import dev.waybill.columns.ColumnDefinition;
import java.util.List;

/** One JSON array a file, with each record on a line of its own. */
record JsonArrayFiles(List<ColumnDefinition> columns, boolean nested) implements FileReading {
    private static final String RECORD = "^\\[?(\\{.*\\})[,\\]]?$";

    @Override
    public AthenaForm athena() {
        return AthenaForm.of(List.of(new HiveColumn("record", "string")), LinePattern.serDe(RECORD))
                .typed(new JsonKeys(columns, nested).extracted())
                .where("record IS NOT NULL")
                .notes(
                        "Athena's JSON SerDes read line by line and cannot read a JSON array.",
                        "This table takes the records out with a regular expression, since Waybill writes each on a line",
                        "of its own; the view takes them apart. With format json-lines no such detour is needed.");
    }

    @Override
    public String duckDb(DuckDbFiles files) {
        return "SELECT * FROM read_json(" + files.glob() + ",\n    format = 'array',\n    columns = "
                + new JsonKeys(columns, nested).duckDb() + files.partitions() + ")";
    }

    @Override
    public String spark(SparkFiles files) {
        return "df = " + files.reader(new JsonKeys(columns, nested).spark()) + ".option(\"multiLine\", True).json("
                + files.path() + ")\n";
    }
}
