package dev.waybill.batch.ids;

import dev.waybill.batch.rows.RowCursor;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Delivered events in ascending order of time: the exact event time and a 128-bit hash (MurmurHash3) of the event id.
 * Two different events are taken for one only if they happened in the same microsecond and their hashes are equal.
 */
public final class IdChunk {
    private static final int MAX_EVENTS = 4096;
    /** A time of up to ten bytes and a hash. */
    private static final int MAX_ENCODED_EVENT = 10 + 2 * Long.BYTES;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private long[] times = new long[64];
    /** Two per event. */
    private long[] hashes = new long[128];

    private int events;

    public void add(RowCursor row) {
        if (events == times.length) {
            times = Arrays.copyOf(times, events * 2);
            hashes = Arrays.copyOf(hashes, events * 4);
        }
        long[] hash = hash(row);
        times[events] = row.time();
        hashes[2 * events] = hash[0];
        hashes[2 * events + 1] = hash[1];
        events++;
    }

    public boolean isFull() {
        return events == MAX_EVENTS;
    }

    long firstTime() {
        return times[0];
    }

    long lastTime() {
        return times[events - 1];
    }

    boolean contains(RowCursor row) {
        int found = Arrays.binarySearch(times, 0, events, row.time());
        if (found < 0) {
            return false;
        }
        int first = found;
        while (first > 0 && times[first - 1] == row.time()) {
            first--;
        }
        long[] hash = hash(row);
        for (int i = first; i < events && times[i] == row.time(); i++) {
            if (hashes[2 * i] == hash[0] && hashes[2 * i + 1] == hash[1]) {
                return true;
            }
        }
        return false;
    }

    byte[] encode() {
        byte[] encoded = new byte[Integer.BYTES + events * MAX_ENCODED_EVENT];
        INT.set(encoded, 0, events);
        int at = Integer.BYTES;
        long previous = 0;
        for (int i = 0; i < events; i++) {
            at = writeVarLong(encoded, at, times[i] - previous);
            previous = times[i];
            LONG.set(encoded, at, hashes[2 * i]);
            LONG.set(encoded, at + Long.BYTES, hashes[2 * i + 1]);
            at += 2 * Long.BYTES;
        }
        return Arrays.copyOf(encoded, at);
    }

    static IdChunk decode(byte[] encoded) {
        IdChunk chunk = new IdChunk();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            int events = in.readInt();
            chunk.times = new long[Math.max(1, events)];
            chunk.hashes = new long[Math.max(2, 2 * events)];
            chunk.events = events;
            long previous = 0;
            for (int i = 0; i < events; i++) {
                previous += readVarLong(in);
                chunk.times[i] = previous;
                chunk.hashes[2 * i] = in.readLong();
                chunk.hashes[2 * i + 1] = in.readLong();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("damaged ids in the store", e);
        }
        return chunk;
    }

    private static long[] hash(RowCursor row) {
        return MurmurHash3.hash128x64(row.buffer(), row.idStart(), row.idLength(), 0);
    }

    private static int writeVarLong(byte[] target, int start, long value) {
        int at = start;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            target[at++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        target[at++] = (byte) rest;
        return at;
    }

    private static long readVarLong(DataInputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
