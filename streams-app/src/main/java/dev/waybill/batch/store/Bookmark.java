package dev.waybill.batch.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Where re-reading the source partition must begin after a restart, and the clock at that point.
 *
 * @param offset the oldest offset whose effect stands in no block and no emitted part
 * @param clockMillis the clock before the record at {@code offset}
 * @param idleAdvances what moved the clock after {@code offset} without a record, in order
 */
public record Bookmark(long offset, long clockMillis, List<IdleAdvance> idleAdvances) {
    /**
     * The partition was proven idle.
     *
     * @param afterOffset the last offset read before
     * @param clockMillis what the clock was moved to
     */
    public record IdleAdvance(long afterOffset, long clockMillis) {}

    /**
     * The format of the whole store, in the first byte of its bookmark, which is read before anything else. What stands
     * under any key changes only together with this number.
     */
    public static final byte STORE_FORMAT = 6;

    public Bookmark {
        idleAdvances = List.copyOf(idleAdvances);
    }

    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(21 + 16 * idleAdvances.size());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(STORE_FORMAT);
            out.writeLong(offset);
            out.writeLong(clockMillis);
            out.writeInt(idleAdvances.size());
            for (IdleAdvance advance : idleAdvances) {
                out.writeLong(advance.afterOffset());
                out.writeLong(advance.clockMillis());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a stored bookmark.
     *
     * @throws IllegalStateException if the store has another format
     */
    public static Bookmark decode(byte[] stored) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
            byte format = in.readByte();
            if (format != STORE_FORMAT) {
                throw new IllegalStateException("the state was written in format " + format + ", and this version reads"
                        + " format " + STORE_FORMAT + " only: go on with the version that wrote it, or reset the"
                        + " application as a whole; see docs/how-to/reset.md");
            }
            long offset = in.readLong();
            long clock = in.readLong();
            IdleAdvance[] advances = new IdleAdvance[in.readInt()];
            for (int i = 0; i < advances.length; i++) {
                advances[i] = new IdleAdvance(in.readLong(), in.readLong());
            }
            return new Bookmark(offset, clock, List.of(advances));
        } catch (IOException e) {
            throw new UncheckedIOException("damaged bookmark in the store", e);
        }
    }
}
