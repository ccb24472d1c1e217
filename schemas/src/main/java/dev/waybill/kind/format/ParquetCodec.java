package dev.waybill.kind.format;

/** How the pages of a Parquet file are compressed. The YAML name is the lower-case constant. */
public enum ParquetCodec {
    NONE,
    SNAPPY,
    /** Level 4. */
    GZIP,
    /** Level 3. */
    ZSTD
}
