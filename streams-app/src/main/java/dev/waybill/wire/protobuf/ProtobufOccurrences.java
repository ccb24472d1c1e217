package dev.waybill.wire.protobuf;

import dev.waybill.wire.rule.RefusedException;
import java.io.IOException;
import java.util.Arrays;

/** Where in a message a field has occurred: its tag, and the slice that holds its value, the last one last. */
final class ProtobufOccurrences {
    private static final int PARTS = 3;

    private int[] parts = new int[PARTS];
    private int used;

    void clear() {
        used = 0;
    }

    /** Takes note of the value that follows and passes over it. */
    void take(int tag, ProtobufInput in) throws IOException, RefusedException {
        if (used == parts.length) {
            parts = Arrays.copyOf(parts, 2 * used);
        }
        parts[used++] = tag;
        parts[used++] = in.position();
        in.skip(tag);
        parts[used++] = in.position();
    }

    int size() {
        return used / PARTS;
    }

    int tag(int index) {
        return parts[index * PARTS];
    }

    /** A cursor at the value, to its end. */
    ProtobufInput value(int index, byte[] bytes) {
        return new ProtobufInput(bytes, parts[index * PARTS + 1], parts[index * PARTS + 2]);
    }

    /** The same of the last one, which is the one that holds; there must be one. */
    ProtobufInput last(byte[] bytes) {
        return value(size() - 1, bytes);
    }
}
