package dev.waybill.control.rows;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a text, each of which ends with a line feed. Holds one line at a time. */
final class Lines implements Closeable {
    private final InputStream in;
    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;
    private int next;
    private int filled;

    private Lines(InputStream in) {
        this.in = in;
    }

    static Lines of(byte[] stored) throws IOException {
        return new Lines(Unpacked.open(stored));
    }

    /**
     * Goes to the next line.
     *
     * @return whether there is one
     * @throws EOFException if the last line does not end
     */
    boolean next() throws IOException {
        start = next;
        int at = start;
        while (true) {
            for (; at < filled; at++) {
                if (buffer[at] == '\n') {
                    end = at;
                    next = at + 1;
                    return true;
                }
            }
            int length = filled - start;
            if (!fill()) {
                if (length > 0) {
                    throw new EOFException("the last line does not end");
                }
                return false;
            }
            at = length;
        }
    }

    /** Holds the line from {@link #start} on, {@link #length} bytes; valid until the next. */
    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int length() {
        return end - start;
    }

    String text() {
        return new String(buffer, start, length(), StandardCharsets.UTF_8);
    }

    /** Moves the line that was begun to the front, and reads more. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        filled -= start;
        start = 0;
        next = 0;
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, filled * 2);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(read, 0);
        return read >= 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
