package dev.waybill.format;

/** The formats that have types and compress inside of their files. */
sealed interface TypedFile extends OutputFormat permits Avro, Parquet, OcsfParquet {}
