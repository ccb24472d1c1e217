package dev.waybill.batch.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Numbers in as many groups of seven bits as they need, the lowest first. */
public final class VarLong {
    private VarLong() {}

    public static void write(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    public static long read(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
