package dev.waybill.format.typed;

import dev.waybill.format.row.PartWriter;
import dev.waybill.kind.format.ParquetCodec;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Writes a part as a Parquet file with one row group.
 *
 * <p>The bound on its size is what Parquet's writer holds (finished pages as they are stored, unfinished ones as if
 * they were neither encoded nor compressed), plus the largest dictionaries there can be, plus headers and footer.
 * Pages and dictionaries are small in relation to the part so that this bound is near the truth.
 */
public final class ParquetPartWriter implements PartWriter {
    private static final int MAX_PAGE = 64 * 1024;
    private static final int MAX_DICTIONARY = 32 * 1024;
    private static final int MIN_UNIT = 1024;
    private static final int ROWS_PER_PAGE = 20_000;
    private static final int STATISTICS_LENGTH = 64;
    private static final int INDEX_LENGTH = 16;
    /** Magic numbers, row group, creator, and the compression of nothing. */
    private static final int FILE_OVERHEAD = 1024;
    /** Schema element, chunk metadata with statistics, headers of the last and the dictionary page, indexes. */
    private static final int COLUMN_OVERHEAD = 420 + 2 * STATISTICS_LENGTH;
    /** A page's entries in the column and the offset index. */
    private static final int PAGE_OVERHEAD = 64 + 2 * INDEX_LENGTH;
    /** How many bytes a value can have more in Parquet's plain encoding than in a row. */
    private static final int LEAF_EXPANSION = 7;

    private final ParquetRows support;
    private final ParquetWriter<TypedRowReader> writer;
    private final int partSizeBytes;
    private final int pageSize;
    private final int dictionarySize;
    private final long fixedOverhead;
    private long rows;
    /** Upper bound of the file's size when it was last computed, and of what was added since. */
    private long bound;

    public ParquetPartWriter(TypedRow row, String name, ParquetCodec codec, int partSizeBytes, OutputStream out)
            throws IOException {
        MessageType schema = ParquetSchemas.of(row, name);
        this.support = new ParquetRows(schema, row);
        this.partSizeBytes = partSizeBytes;
        this.pageSize = Math.max(MIN_UNIT, Math.min(MAX_PAGE, partSizeBytes / 256));
        this.dictionarySize = Math.max(MIN_UNIT, Math.min(MAX_DICTIONARY, partSizeBytes / 512));
        this.fixedOverhead = FILE_OVERHEAD
                + schema.getPaths().stream()
                        .mapToLong(path ->
                                COLUMN_OVERHEAD + 3L * String.join(".", path).length())
                        .sum();
        this.writer = new Builder(new ParquetOutput(out), support)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new ParquetCompressor(PageCodec.of(codec)))
                .withCompressionCodec(PageCodec.of(codec).codecName())
                .withRowGroupSize(Long.MAX_VALUE)
                .withPageSize(pageSize)
                .withPageRowCountLimit(ROWS_PER_PAGE)
                .withMinRowCountForPageSizeCheck(1)
                .withDictionaryPageSize(dictionarySize)
                .withStatisticsTruncateLength(STATISTICS_LENGTH)
                .withColumnIndexTruncateLength(INDEX_LENGTH)
                .withSizeStatisticsEnabled(false)
                .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
                .build();
    }

    @Override
    public boolean fits(int rowLength) {
        if (rows == 0) {
            return true;
        }
        long row = plainLength(rowLength);
        if (bound + row > partSizeBytes) {
            bound = bound();
        }
        return bound + row <= partSizeBytes;
    }

    private long bound() {
        long total = fixedOverhead + writer.getDataSize();
        for (long raw : support.rawBytes()) {
            total += Math.min(raw, dictionarySize + raw / Math.max(1, rows));
            total += (2 * raw / pageSize + rows / ROWS_PER_PAGE) * PAGE_OVERHEAD;
        }
        return total;
    }

    /** The most bytes that a row of this length takes in pages and dictionaries. */
    private long plainLength(int rowLength) {
        return 2L * (rowLength + (long) LEAF_EXPANSION * support.rawBytes().length);
    }

    @Override
    public void row(byte[] bytes, int offset, int length) throws IOException {
        writer.write(new TypedRowReader(bytes, offset));
        bound += plainLength(length);
        rows++;
    }

    @Override
    public void finish() throws IOException {
        writer.close();
    }

    @Override
    public long rows() {
        return rows;
    }

    /** Holds no native memory. */
    @Override
    public void close() {}

    private static final class Builder extends ParquetWriter.Builder<TypedRowReader, Builder> {
        private final ParquetRows support;

        Builder(OutputFile file, ParquetRows support) {
            super(file);
            this.support = support;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<TypedRowReader> getWriteSupport(Configuration configuration) {
            return support;
        }

        @Override
        protected WriteSupport<TypedRowReader> getWriteSupport(ParquetConfiguration configuration) {
            return support;
        }
    }
}
