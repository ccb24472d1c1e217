package dev.waybill.kind.format;

/** How the blocks of an Avro file are compressed. The YAML name is the lower-case constant. */
public enum AvroCodec {
    NONE,
    /** Level 4. */
    DEFLATE,
    SNAPPY,
    /** Level 3 with a checksum. */
    ZSTD
}
