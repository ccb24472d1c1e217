package dev.waybill.control.size;

import dev.waybill.contract.FormatName;
import dev.waybill.kind.format.Compression;

/**
 * What a row of the standard event takes in a format, with its default options: counted by the benchmark {@code FormatSizes}; the
 * time is that of {@code FormatBenchmark}.
 *
 * @param bytes as it is buffered
 * @param plain as stored without compression of the whole file; of a format that compresses inside, as stored
 * @param gzip as stored; of a format that compresses inside, the same as {@code plain}
 * @param zstd likewise
 * @param micros CPU for encoding it, µs
 */
public record RowCost(int bytes, int plain, int gzip, int zstd, double micros) {
    public static RowCost of(FormatName format) {
        return switch (format) {
            case CSV -> new RowCost(283, 283, 61, 58, 0.4);
            case JSON_LINES -> new RowCost(1_873, 1_873, 122, 107, 2.0);
            case JSON_LINES_TIMESTAMP -> new RowCost(1_901, 1_901, 127, 110, 2.1);
            case JSON_ARRAY -> new RowCost(1_872, 1_874, 122, 107, 2.1);
            case APACHE_COMBINED -> new RowCost(162, 162, 27, 27, 0.3);
            case APACHE_COMMON -> new RowCost(110, 110, 24, 24, 0.2);
            case APACHE_CLOUDSMITH -> new RowCost(172, 172, 27, 26, 0.3);
            case S3_ACCESS_LOG -> new RowCost(273, 273, 38, 37, 0.7);
            case W3C -> new RowCost(243, 243, 35, 33, 1.0);
            case AVRO -> new RowCost(406, 108, 108, 108, 1.3);
            case PARQUET -> new RowCost(406, 119, 119, 119, 1.5);
            case CEF -> new RowCost(515, 515, 76, 70, 1.2);
            case ECS -> new RowCost(818, 818, 95, 86, 2.9);
            case OCSF -> new RowCost(790, 790, 80, 74, 3.4);
            case OCSF_PARQUET -> new RowCost(338, 52, 52, 52, 2.1);
        };
    }

    /** Bytes of a row in the object. */
    public int stored(Compression compression) {
        return switch (compression) {
            case NONE -> plain;
            case GZIP -> gzip;
            case ZSTD -> zstd;
        };
    }

    /** CPU for compressing a row, µs: of formats that compress inside, that of zstd. */
    double compressMicros(Compression compression) {
        boolean inside = plain < bytes;
        double nanos = inside
                ? Measured.ZSTD_NANOS.value()
                : switch (compression) {
                    case NONE -> 0;
                    case GZIP -> Measured.GZIP_NANOS.value();
                    case ZSTD -> Measured.ZSTD_NANOS.value();
                };
        return bytes * nanos / 1_000;
    }
}
