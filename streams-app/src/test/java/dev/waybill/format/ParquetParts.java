package dev.waybill.format;

import com.github.luben.zstd.Zstd;
import dev.waybill.kind.format.Compression;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.xerial.snappy.Snappy;

/** Reads Parquet files with Parquet's own reader. */
final class ParquetParts {
    private ParquetParts() {}

    static List<Group> read(byte[] stored) {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Decompressor())
                .build();
        try (ParquetFileReader reader = ParquetFileReader.open(new Input(stored), options)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            List<Group> groups = new ArrayList<>();
            for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
                RecordReader<Group> records = new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(pages, new GroupRecordConverter(schema));
                for (long i = 0; i < pages.getRowCount(); i++) {
                    groups.add(records.read());
                }
            }
            return groups;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ParquetMetadata footer(byte[] stored) {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Decompressor())
                .build();
        try (ParquetFileReader reader = ParquetFileReader.open(new Input(stored), options)) {
            return reader.getFooter();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Input(byte[] stored) implements InputFile {
        @Override
        public long getLength() {
            return stored.length;
        }

        @Override
        public SeekableInputStream newStream() {
            ByteArrayInputStream in = new ByteArrayInputStream(stored);
            return new DelegatingSeekableInputStream(in) {
                @Override
                public long getPos() {
                    return stored.length - in.available();
                }

                @Override
                public void seek(long position) {
                    in.reset();
                    in.skip(position);
                }
            };
        }
    }

    private static final class Decompressor implements CompressionCodecFactory {
        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codecName) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codecName) {
            return new BytesInputDecompressor() {
                @Override
                public BytesInput decompress(BytesInput bytes, int length) throws IOException {
                    return BytesInput.from(unpack(bytes.toByteArray(), length));
                }

                @Override
                public void decompress(ByteBuffer in, int compressedSize, ByteBuffer out, int length)
                        throws IOException {
                    byte[] packed = new byte[compressedSize];
                    in.get(packed);
                    out.put(unpack(packed, length));
                }

                private byte[] unpack(byte[] packed, int length) throws IOException {
                    return switch (codecName) {
                        case SNAPPY -> Snappy.uncompress(packed);
                        case ZSTD -> Zstd.decompress(packed, length);
                        case GZIP -> Parts.decompress(Compression.GZIP, packed);
                        default -> packed;
                    };
                }

                @Override
                public void release() {}
            };
        }

        @Override
        public void release() {}
    }
}
