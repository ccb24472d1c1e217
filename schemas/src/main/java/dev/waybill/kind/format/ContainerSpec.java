package dev.waybill.kind.format;

/** The formats that have types and compress inside of their files. */
public sealed interface ContainerSpec extends FormatSpec permits AvroSpec, ParquetSpec, OcsfParquetSpec {
    @Override
    default Compression compression() {
        return Compression.NONE;
    }
}
