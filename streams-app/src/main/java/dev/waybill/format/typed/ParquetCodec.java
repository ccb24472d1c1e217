package dev.waybill.format.typed;

import com.github.luben.zstd.Zstd;
import dev.waybill.format.compress.Compression;
import dev.waybill.format.compress.SizedOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** How the pages of a Parquet file are compressed. The YAML name is the lower-case constant. */
public enum ParquetCodec {
    NONE(CompressionCodecName.UNCOMPRESSED) {
        @Override
        byte[] compress(byte[] page) {
            return page;
        }
    },
    SNAPPY(CompressionCodecName.SNAPPY) {
        @Override
        byte[] compress(byte[] page) throws IOException {
            return Snappy.compress(page);
        }
    },
    /** Level 4. */
    GZIP(CompressionCodecName.GZIP) {
        @Override
        byte[] compress(byte[] page) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream(page.length / 2 + 64);
            try (SizedOutput gzip = Compression.GZIP.open(out)) {
                gzip.write(page, 0, page.length);
                gzip.finish();
            }
            return out.toByteArray();
        }
    },
    /** Level 3. */
    ZSTD(CompressionCodecName.ZSTD) {
        @Override
        byte[] compress(byte[] page) {
            return Zstd.compress(page, 3);
        }
    };

    private final CompressionCodecName codecName;

    ParquetCodec(CompressionCodecName codecName) {
        this.codecName = codecName;
    }

    public CompressionCodecName codecName() {
        return codecName;
    }

    /** The name in object names; empty without compression. */
    public String innerName() {
        return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
    }

    abstract byte[] compress(byte[] page) throws IOException;
}
