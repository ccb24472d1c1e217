package dev.waybill.format;

import dev.waybill.format.compress.Compression;

/** The formats that have types and compress inside of their files. */
sealed interface TypedFile extends OutputFormat permits Avro, Parquet, OcsfParquet {
    @Override
    default Compression compression() {
        return Compression.NONE;
    }
}
