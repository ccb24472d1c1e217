package dev.waybill.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads lines as bytes, so that what is set aside is what was read. A line ends with LF or the file. */
final class LineReader {
    private final InputStream in;
    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The next line without its LF; null after the last one. */
    byte @Nullable [] next() throws IOException {
        int scanned = start;
        while (true) {
            for (; scanned < end; scanned++) {
                if (buffer[scanned] == '\n') {
                    byte[] line = line(scanned);
                    start = scanned + 1;
                    return line;
                }
            }
            scanned -= start;
            if (!fill()) {
                if (start == end) {
                    return null;
                }
                byte[] line = line(end);
                start = end;
                return line;
            }
            scanned += start;
        }
    }

    private byte[] line(int to) {
        return Arrays.copyOfRange(buffer, start, to);
    }

    private boolean fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(read, 0);
        return read > 0;
    }
}
