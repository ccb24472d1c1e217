package dev.waybill.describe;

import dev.waybill.columns.ColumnDefinition;
import java.util.List;

/** Parquet: names, types and nesting stand in the files. */
record ParquetFiles(List<ColumnDefinition> columns) implements FileReading {
    @Override
    public AthenaForm athena() {
        return AthenaForm.of(HiveTypes.NATIVE.nested(columns), "STORED AS PARQUET");
    }

    @Override
    public String duckDb(DuckDbFiles files) {
        return "SELECT * FROM read_parquet(" + files.glob() + ", union_by_name = true" + files.partitions() + ")";
    }

    @Override
    public String spark(SparkFiles files) {
        return "df = " + files.reader(Spark.schema(HiveTypes.NATIVE.nested(columns))) + ".parquet(" + files.path()
                + ")\n";
    }
}
