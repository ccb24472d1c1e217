package dev.waybill.batch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Delivered events in ascending order of time: the exact event time and a 128-bit hash (MurmurHash3) of the event id.
 * Two different events are taken for one only if they happened in the same microsecond and their hashes are equal.
 */
final class IdChunk {
    private static final int MAX_EVENTS = 4096;

    private long[] times = new long[64];
    /** Two per event. */
    private long[] hashes = new long[128];

    private int events;

    void add(RowCursor row) {
        if (events == times.length) {
            times = Arrays.copyOf(times, events * 2);
            hashes = Arrays.copyOf(hashes, events * 4);
        }
        long[] hash = hash(row);
        times[events] = row.time;
        hashes[2 * events] = hash[0];
        hashes[2 * events + 1] = hash[1];
        events++;
    }

    boolean isFull() {
        return events == MAX_EVENTS;
    }

    long firstTime() {
        return times[0];
    }

    long lastTime() {
        return times[events - 1];
    }

    boolean contains(RowCursor row) {
        int found = Arrays.binarySearch(times, 0, events, row.time);
        if (found < 0) {
            return false;
        }
        int first = found;
        while (first > 0 && times[first - 1] == row.time) {
            first--;
        }
        long[] hash = hash(row);
        for (int i = first; i < events && times[i] == row.time; i++) {
            if (hashes[2 * i] == hash[0] && hashes[2 * i + 1] == hash[1]) {
                return true;
            }
        }
        return false;
    }

    byte[] encode() {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(12 + 20 * events);
        try (DataOutputStream out = new DataOutputStream(encoded)) {
            out.writeInt(events);
            long previous = 0;
            for (int i = 0; i < events; i++) {
                writeVarLong(out, times[i] - previous);
                previous = times[i];
                out.writeLong(hashes[2 * i]);
                out.writeLong(hashes[2 * i + 1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return encoded.toByteArray();
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
        return MurmurHash3.hash128x64(row.buffer, row.idStart, row.idLength, 0);
    }

    private static void writeVarLong(DataOutputStream out, long value) throws IOException {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
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
