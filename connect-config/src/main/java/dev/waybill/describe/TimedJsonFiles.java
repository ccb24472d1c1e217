package dev.waybill.describe;

import dev.waybill.columns.ColumnDefinition;
import java.util.List;

/** A time, a space or a tab, and a JSON object a line. */
record TimedJsonFiles(List<ColumnDefinition> columns, boolean nested) implements FileReading {
    private static final String PATTERN = "^([^ \\t]*)[ \\t](\\{.*\\})$";

    @Override
    public AthenaForm athena() {
        List<HiveColumn> hive = List.of(new HiveColumn("line_time", "string"), new HiveColumn("record", "string"));
        return AthenaForm.of(hive, LinePattern.serDe(PATTERN))
                .typed(new JsonKeys(columns, nested).extracted())
                .notes("The time before each record keeps JSON SerDes from reading it; the view takes records apart.");
    }

    @Override
    public String duckDb(DuckDbFiles files) {
        return "SELECT unnest(from_json(regexp_extract(line, " + DuckDb.literal(PATTERN) + ", 2),\n    "
                + DuckDb.jsonStructure(new JsonKeys(columns, nested))
                + "))" + files.partitionColumns() + "\nFROM " + files.lines();
    }

    @Override
    public String spark(SparkFiles files) {
        return "lines = " + files.reader() + ".text(" + files.path() + ")\n"
                + "record = F.from_json(F.regexp_extract(\"value\", r\"" + PATTERN + "\", 2), \"\"\"\n    "
                + new JsonKeys(columns, nested).spark()
                + "\"\"\")\n"
                + "df = lines.select(record.alias(\"record\"), *[c for c in lines.columns if c != \"value\"])"
                + ".select(\"record.*\", *[c for c in lines.columns if c != \"value\"])\n";
    }
}
