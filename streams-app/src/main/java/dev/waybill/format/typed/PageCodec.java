package dev.waybill.format.typed;

import com.github.luben.zstd.Zstd;
import dev.waybill.format.compress.SizedOutput;
import dev.waybill.kind.format.Compression;
import dev.waybill.kind.format.ParquetCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** What compresses the pages of a Parquet file: one for each {@link ParquetCodec}. */
public enum PageCodec {
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
            try (SizedOutput gzip = SizedOutput.open(Compression.GZIP, out)) {
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

    PageCodec(CompressionCodecName codecName) {
        this.codecName = codecName;
    }

    public static PageCodec of(ParquetCodec codec) {
        return switch (codec) {
            case NONE -> NONE;
            case SNAPPY -> SNAPPY;
            case GZIP -> GZIP;
            case ZSTD -> ZSTD;
        };
    }

    public CompressionCodecName codecName() {
        return codecName;
    }

    abstract byte[] compress(byte[] page) throws IOException;
}
