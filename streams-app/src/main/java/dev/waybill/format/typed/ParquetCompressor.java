package dev.waybill.format.typed;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses Parquet's pages. Parquet's own codecs need Hadoop; these do not. */
record ParquetCompressor(PageCodec codec) implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codecName) {
        return new BytesInputCompressor() {
            @Override
            public BytesInput compress(BytesInput page) throws IOException {
                return BytesInput.from(codec.compress(page.toByteArray()));
            }

            @Override
            public CompressionCodecName getCodecName() {
                return codec.codecName();
            }

            @Override
            public void release() {}
        };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codecName) {
        throw new UnsupportedOperationException("parts are written, never read");
    }

    @Override
    public void release() {}
}
