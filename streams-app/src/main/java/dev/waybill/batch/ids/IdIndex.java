package dev.waybill.batch.ids;

import dev.waybill.batch.store.ExportWindow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which chunks of delivered ids one window of an export has, and which times they cover. */
final class IdIndex {
    /**
     * One stored chunk.
     *
     * @param number its place in the window
     * @param firstTime smallest event time in it, microseconds
     * @param lastTime largest event time in it, microseconds
     */
    record Chunk(int number, long firstTime, long lastTime) implements Comparable<Chunk> {
        @Override
        public int compareTo(Chunk other) {
            return Long.compare(firstTime, other.firstTime);
        }
    }

    private final ExportWindow window;
    private final long dueMillis;
    private final long latenessMillis;
    private final List<Chunk> chunks = new ArrayList<>();
    /** Rows of its closed batches, copies included. */
    private long rows;

    IdIndex(ExportWindow window, long dueMillis, long latenessMillis) {
        this.window = window;
        this.dueMillis = dueMillis;
        this.latenessMillis = latenessMillis;
    }

    ExportWindow window() {
        return window;
    }

    /** When the window is due on the clock, milliseconds. */
    long dueMillis() {
        return dueMillis;
    }

    /** For how long after that its ids are surely remembered, milliseconds. */
    long latenessMillis() {
        return latenessMillis;
    }

    List<Chunk> chunks() {
        return Collections.unmodifiableList(chunks);
    }

    /** Rows of its closed batches, copies included: a function of the log, unlike what has been emitted of them. */
    long rows() {
        return rows;
    }

    void addRows(long closed) {
        rows += closed;
    }

    int add(long firstTime, long lastTime) {
        int number = chunks.size();
        chunks.add(new Chunk(number, firstTime, lastTime));
        return number;
    }

    byte[] encode() {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(28 + 16 * chunks.size());
        try (DataOutputStream out = new DataOutputStream(encoded)) {
            out.writeLong(dueMillis);
            out.writeLong(latenessMillis);
            out.writeInt(chunks.size());
            for (Chunk chunk : chunks) {
                out.writeLong(chunk.firstTime());
                out.writeLong(chunk.lastTime());
            }
            out.writeLong(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return encoded.toByteArray();
    }

    static IdIndex decode(ExportWindow window, byte[] encoded) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            IdIndex index = new IdIndex(window, in.readLong(), in.readLong());
            int chunks = in.readInt();
            for (int i = 0; i < chunks; i++) {
                index.add(in.readLong(), in.readLong());
            }
            index.rows = in.readLong();
            return index;
        } catch (IOException e) {
            throw new UncheckedIOException("damaged id index in the store", e);
        }
    }
}
