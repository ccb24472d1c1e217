package dev.waybill.control.rows;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/** The pages of one column of a file in memory, of the first version of pages, which ours have. */
final class ParquetPages implements PageReader {
    private final byte[] stored;
    private final ColumnMetaData column;
    private final @Nullable DictionaryPage dictionary;
    private int at;
    private long valuesLeft;

    ParquetPages(byte[] stored, ColumnMetaData column) throws IOException {
        this.stored = stored;
        this.column = column;
        this.valuesLeft = column.getNum_values();
        boolean hasDictionary = column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0;
        this.at = Math.toIntExact(hasDictionary ? column.getDictionary_page_offset() : column.getData_page_offset());
        this.dictionary = hasDictionary ? dictionary() : null;
    }

    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
        return dictionary;
    }

    @Override
    public long getTotalValueCount() {
        return column.getNum_values();
    }

    @Override
    public @Nullable DataPage readPage() {
        if (valuesLeft <= 0) {
            return null;
        }
        try {
            PageHeader header = header();
            if (header.getType() != PageType.DATA_PAGE) {
                throw new IOException("a page of another type");
            }
            DataPageHeader page = header.getData_page_header();
            valuesLeft -= page.getNum_values();
            return new DataPageV1(
                    BytesInput.from(content(header)),
                    page.getNum_values(),
                    header.getUncompressed_page_size(),
                    null,
                    encoding(page.getRepetition_level_encoding()),
                    encoding(page.getDefinition_level_encoding()),
                    encoding(page.getEncoding()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DictionaryPage dictionary() throws IOException {
        PageHeader header = header();
        if (header.getType() != PageType.DICTIONARY_PAGE) {
            throw new IOException("a page of another type");
        }
        return new DictionaryPage(
                BytesInput.from(content(header)),
                header.getUncompressed_page_size(),
                header.getDictionary_page_header().getNum_values(),
                encoding(header.getDictionary_page_header().getEncoding()));
    }

    private PageHeader header() throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(stored, at, stored.length - at);
        PageHeader header = Util.readPageHeader(in);
        at = stored.length - in.available();
        return header;
    }

    private byte[] content(PageHeader header) throws IOException {
        int length = header.getCompressed_page_size();
        if (length < 0 || length > stored.length - at) {
            throw new IOException("a page reaches over the file's end");
        }
        int from = at;
        at += length;
        byte[] content = unpacked(from, length, header.getUncompressed_page_size());
        if (content.length != header.getUncompressed_page_size()) {
            throw new IOException("a page has another size than it says");
        }
        return content;
    }

    private byte[] unpacked(int from, int length, int size) throws IOException {
        byte[] page = new byte[length];
        System.arraycopy(stored, from, page, 0, length);
        if (column.getCodec() == CompressionCodec.UNCOMPRESSED) {
            return page;
        }
        if (column.getCodec() == CompressionCodec.SNAPPY) {
            return Snappy.uncompress(page);
        }
        if (column.getCodec() == CompressionCodec.ZSTD) {
            return Zstd.decompress(page, size);
        }
        if (column.getCodec() == CompressionCodec.GZIP) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(page))) {
                return in.readAllBytes();
            }
        }
        throw new IOException("a codec that no export has");
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
        return Encoding.valueOf(encoding.name());
    }
}
