package dev.waybill.redact.search;

import java.io.ByteArrayOutputStream;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Which bytes of a text are hidden. Reused; confined to one thread. */
final class Hidden {
    static final byte[] REPLACEMENT = {'-'};

    private final BitSet bytes = new BitSet();

    void clear() {
        bytes.clear();
    }

    /** Hides the bytes from {@code begin} to {@code end}, both counted from the beginning of the text. */
    void add(int begin, int end) {
        bytes.set(begin, end);
    }

    /** The text with a hyphen for each hidden place; null if there are none. */
    byte @Nullable [] without(byte[] text, int offset, int length) {
        if (bytes.isEmpty()) {
            return null;
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream(length);
        int at = 0;
        while (at < length) {
            int begin = bytes.nextSetBit(at);
            int end = begin < 0 ? length : begin;
            kept.write(text, offset + at, end - at);
            if (begin < 0) {
                break;
            }
            kept.writeBytes(REPLACEMENT);
            at = bytes.nextClearBit(begin);
        }
        return kept.toByteArray();
    }
}
