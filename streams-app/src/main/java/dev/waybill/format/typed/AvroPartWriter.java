package dev.waybill.format.typed;

import dev.waybill.format.compress.CountingOutputStream;
import dev.waybill.format.compress.DeflateCodec;
import dev.waybill.format.compress.SizeGauge;
import dev.waybill.format.row.PartWriter;
import dev.waybill.kind.format.AvroCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;

/** Writes a part as an Avro object container file, in blocks of up to 64 KiB before compression. */
public final class AvroPartWriter implements PartWriter, SizeGauge.Codec {
    private static final int BLOCK = 64 * 1024;

    private static final int ZSTD_LEVEL = 3;

    /** Two numbers and the sync marker around a block, and the most that a codec adds to a small block. */
    private static final int BLOCK_OVERHEAD = 36 + 128;

    private final CountingOutputStream out;
    private final DataFileWriter<Object> file;
    private final int partSizeBytes;
    private final SizeGauge gauge = new SizeGauge(this);
    private long rows;

    public AvroPartWriter(Schema schema, AvroCodec codec, int partSizeBytes, OutputStream out) throws IOException {
        this.out = new CountingOutputStream(out);
        this.partSizeBytes = partSizeBytes;
        this.file = new DataFileWriter<>(new GenericDatumWriter<>(schema));
        file.setCodec(factory(codec));
        file.setSyncInterval(BLOCK);
        file.create(schema, this.out, syncMarker(schema));
        gauge.settle();
    }

    @Override
    public boolean fits(int rowLength) throws IOException {
        return rows == 0 || gauge.fits(rowLength, partSizeBytes);
    }

    @Override
    public void row(byte[] bytes, int offset, int length) throws IOException {
        file.appendEncoded(ByteBuffer.wrap(bytes, offset, length));
        gauge.add(length);
        rows++;
    }

    @Override
    public void finish() throws IOException {
        file.flush();
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long written() {
        return out.count();
    }

    /** Snappy can add a sixth; every block but the last holds at least {@link #BLOCK} bytes. */
    @Override
    public long worstCase(long raw) {
        return raw + raw / 6 + (raw / BLOCK + 2) * BLOCK_OVERHEAD;
    }

    @Override
    public void flush() throws IOException {
        file.flush();
    }

    /** Fixed per schema, so that equal rows give equal bytes. */
    private static byte[] syncMarker(Schema schema) {
        try {
            return SchemaNormalization.parsingFingerprint("MD5", schema);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /** Holds no native memory between blocks. */
    @Override
    public void close() {}

    private static CodecFactory factory(AvroCodec codec) {
        return switch (codec) {
            case NONE -> CodecFactory.nullCodec();
            case DEFLATE -> CodecFactory.deflateCodec(DeflateCodec.LEVEL);
            case SNAPPY -> CodecFactory.snappyCodec();
            case ZSTD -> CodecFactory.zstandardCodec(ZSTD_LEVEL, true);
        };
    }
}
