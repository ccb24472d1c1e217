package dev.waybill.format.row;

import java.io.IOException;

/** Assembles one part from rows. After an {@link IOException} only {@link #close} may be called. */
public interface PartWriter extends AutoCloseable {
    /**
     * Whether another row of {@code rowLength} bytes surely keeps the finished part within its size; always true while
     * the part has no row. May flush the compressor to find out, so equal parts need equal calls.
     */
    boolean fits(int rowLength) throws IOException;

    /** Adds a row that {@link RowEncoder} made. */
    void row(byte[] bytes, int offset, int length) throws IOException;

    /** Completes the part; a part without rows is valid too. Call once, then nothing but {@link #rows}. */
    void finish() throws IOException;

    /** How many rows were added. */
    long rows();

    /** Frees native memory; needed only for a part that is given up before {@link #finish}. */
    @Override
    void close();
}
