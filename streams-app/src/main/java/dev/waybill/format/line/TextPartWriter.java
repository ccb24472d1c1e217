package dev.waybill.format.line;

import dev.waybill.format.compress.SizedOutput;
import dev.waybill.format.row.PartWriter;
import dev.waybill.kind.format.Compression;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a part of a text format: rows between a header and a footer, compressed as a whole. */
public final class TextPartWriter implements PartWriter {
    private final Framing framing;
    private final SizedOutput out;
    private final int partSizeBytes;
    private long rows;

    public TextPartWriter(Framing framing, Compression compression, int partSizeBytes, OutputStream out)
            throws IOException {
        this.framing = framing;
        this.out = SizedOutput.open(compression, out);
        this.partSizeBytes = partSizeBytes;
        this.out.write(framing.header(), 0, framing.header().length);
    }

    @Override
    public boolean fits(int rowLength) throws IOException {
        return rows == 0
                || out.fits((long) framing.between().length + rowLength + framing.footer().length, partSizeBytes);
    }

    @Override
    public void row(byte[] bytes, int offset, int length) throws IOException {
        if (rows > 0) {
            out.write(framing.between(), 0, framing.between().length);
        }
        out.write(bytes, offset, length);
        rows++;
    }

    @Override
    public void finish() throws IOException {
        out.write(framing.footer(), 0, framing.footer().length);
        out.finish();
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public void close() {
        out.close();
    }
}
