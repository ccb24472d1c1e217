package dev.waybill.describe;

/** How files of a format are read: one record per way. */
sealed interface FileReading
        permits ParquetFiles, AvroFiles, CsvFiles, W3cFiles, JsonLineFiles, JsonArrayFiles, TimedJsonFiles, LogFiles {
    /** Columns, row format and what else a table in Athena needs to know of the format. */
    AthenaForm athena();

    /** A {@code SELECT} over all files. */
    String duckDb(DuckDbFiles files);

    /** An expression of PySpark, or several statements the last of which sets {@code df}. */
    String spark(SparkFiles files);
}
