package dev.waybill.describe;

import dev.waybill.columns.AvroSchemas;
import dev.waybill.columns.ColumnDefinition;
import dev.waybill.columns.ColumnTree;
import dev.waybill.columns.ColumnType;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Avro object container files.
 *
 * @param typeName of the record in the files
 */
record AvroFiles(List<ColumnDefinition> columns, String typeName) implements FileReading {
    @Override
    public AthenaForm athena() {
        AthenaForm form = AthenaForm.of(
                HiveTypes.AVRO.nested(columns),
                "ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.avro.AvroSerDe'\n"
                        + "WITH SERDEPROPERTIES ('avro.schema.literal' = "
                        + Athena.literal(schema().toString()) + ")\nSTORED AS AVRO");
        if (columns.stream().noneMatch(column -> column.type() == ColumnType.TIMESTAMP)) {
            return form;
        }
        return form.typed(ColumnTree.of(columns, ColumnDefinition::name).children().stream()
                        .map(AvroFiles::typed)
                        .toList())
                .notes("Times are microseconds since 1970 in the table and timestamps in the view.");
    }

    private static String typed(ColumnTree.Node<ColumnDefinition> node) {
        String name = Athena.name(HiveColumn.name(node.name()));
        boolean time = node.column()
                .filter(column -> column.type() == ColumnType.TIMESTAMP)
                .isPresent();
        return time ? "CAST(from_unixtime(" + name + " / 1e6) AS timestamp) AS " + name : name;
    }

    private Schema schema() {
        return AvroSchemas.of(ColumnTree.of(columns, ColumnDefinition::name), typeName, ColumnDefinition::type);
    }

    @Override
    public String duckDb(DuckDbFiles files) {
        return "SELECT * FROM read_avro(" + files.glob() + ")";
    }

    @Override
    public String spark(SparkFiles files) {
        return "# Needs the package org.apache.spark:spark-avro.\ndf = " + files.reader() + ".format(\"avro\").load("
                + files.path() + ")\n";
    }
}
