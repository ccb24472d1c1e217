package dev.waybill.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines as bytes, so that what is set aside is what was read. A line ends with LF; one that is longer than {@link
 * #MAX_LINE} comes in pieces. A byte order mark at the beginning is no part of the first line.
 */
final class PieceReader {
    /** The longest line in one piece, bytes. */
    static final int MAX_LINE = 1024 * 1024;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;
    private long number = 1;
    private boolean isFirst = true;
    private boolean isOpened;

    PieceReader(InputStream in) {
        this.in = in;
    }

    /** The next line or piece; null after the last one. */
    @Nullable
    LinePiece next() throws IOException {
        if (!isOpened) {
            isOpened = true;
            skipMark();
        }
        int scanned = start;
        while (true) {
            for (; scanned < end && scanned - start <= MAX_LINE; scanned++) {
                if (buffer[scanned] == '\n') {
                    LinePiece line = piece(scanned, true, true);
                    start = scanned + 1;
                    return line;
                }
            }
            if (scanned - start > MAX_LINE) {
                LinePiece part = piece(start + MAX_LINE, false, true);
                start += MAX_LINE;
                return part;
            }
            scanned -= start;
            if (!fill()) {
                if (start == end && isFirst) {
                    return null;
                }
                LinePiece rest = piece(end, true, false);
                start = end;
                return rest;
            }
            scanned += start;
        }
    }

    private LinePiece piece(int to, boolean isLast, boolean isEnded) {
        LinePiece piece = new LinePiece(number, Arrays.copyOfRange(buffer, start, to), isFirst, isLast, isEnded);
        isFirst = isLast;
        number += isLast ? 1 : 0;
        return piece;
    }

    private void skipMark() throws IOException {
        while (end < BYTE_ORDER_MARK.length && fill()) {
            // as many bytes as the mark has
        }
        if (end >= BYTE_ORDER_MARK.length
                && Arrays.equals(buffer, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
            start = BYTE_ORDER_MARK.length;
        }
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
