package dev.waybill.receipt;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.window.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;

/** The keys of the store; the first byte says what the value is. Confined to one thread. */
final class ReceiptKeys {
    /** The store's format, read before anything else. */
    static final byte[] FORMAT = {'A'};
    /** How far a source partition has come. */
    static final byte[] PROGRESS = {'P'};
    /** When a source partition had records that belong to nobody. */
    static final byte[] UNATTRIBUTED = {'U'};
    /** How often entries have been lost. */
    static final byte[] LOSSES = {'L'};
    /** What has been said of a batch, of all exports. */
    static final byte[] BATCHES = {'B'};
    /** How far the receipts of an export have come. */
    static final byte[] EXPORTS = {'E'};

    private static final char CHAIN = 'C';
    private static final char BEHIND = 'H';
    private static final char BATCH = 'B';
    private static final char PART = 'T';
    private static final char EXTRA = 'X';
    private static final char LATE_ISSUED = 'I';
    private static final char DISCARDED = 'D';
    private static final char DISCARD_STATED = 'V';
    /** All that is kept of an export, but where its receipts have come to. */
    private static final char[] OF_EXPORT = {CHAIN, BEHIND, BATCH, PART, EXTRA, LATE_ISSUED, DISCARDED, DISCARD_STATED};

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    byte[] progress(Source source, int partition) {
        return write('P', key -> {
            key.writeByte(source.ordinal());
            key.writeInt(partition);
        });
    }

    static int readPartition(byte[] key) {
        return ByteBuffer.wrap(key, 2, Integer.BYTES).getInt();
    }

    byte[] unattributed(Source source, int partition, long untilMillis) {
        return write('U', key -> {
            key.writeByte(source.ordinal());
            key.writeInt(partition);
            key.writeLong(ordered(untilMillis));
        });
    }

    /** An hour of event time, counted since the epoch. */
    byte[] undecided(String tenant, Source source, long hour) {
        return write('N', key -> {
            key.writeUTF(tenant);
            key.writeByte(source.ordinal());
            key.writeLong(ordered(hour));
        });
    }

    byte[] discarded(ExportId export, Window window, String object) {
        return write(DISCARDED, key -> writeObject(key, export, window, object));
    }

    byte[] discarded(ExportId export) {
        return write(DISCARDED, key -> writeExport(key, export));
    }

    byte[] discardStated(ExportId export, Window window, String object) {
        return write(DISCARD_STATED, key -> writeObject(key, export, window, object));
    }

    byte[] discardsStated(ExportId export) {
        return write(DISCARD_STATED, key -> writeExport(key, export));
    }

    static Window readDiscardedWindow(byte[] key) {
        return read(key, in -> {
            readExport(in);
            return readWindow(in);
        });
    }

    static String readDiscardedObject(byte[] key) {
        return read(key, in -> {
            readExport(in);
            readWindow(in);
            return in.readUTF();
        });
    }

    private static void writeObject(DataOutputStream key, ExportId export, Window window, String object)
            throws IOException {
        writeExport(key, export);
        writeWindow(key, window);
        key.writeUTF(object);
    }

    byte[] export(ExportId export) {
        return write('E', key -> writeExport(key, export));
    }

    static ExportId readExport(byte[] key) {
        return read(key, ReceiptKeys::readExport);
    }

    byte[] chain(ExportId export, String place) {
        return write(CHAIN, key -> {
            writeExport(key, export);
            key.writeUTF(place);
        });
    }

    byte[] behind(ExportId export, Source source, int partition) {
        return write(BEHIND, key -> {
            writeExport(key, export);
            key.writeByte(source.ordinal());
            key.writeInt(partition);
        });
    }

    /** What the keys of all partitions of a source that the export is behind in begin with. */
    byte[] behind(ExportId export, Source source) {
        return write(BEHIND, key -> {
            writeExport(key, export);
            key.writeByte(source.ordinal());
        });
    }

    byte[] batch(BatchName batch) {
        return write(BATCH, key -> writeBatch(key, batch));
    }

    static BatchName readBatch(byte[] key) {
        return read(key, in -> {
            ExportId export = readExport(in);
            Window window = readWindow(in);
            long slot = ordered(in.readLong());
            return new BatchName(export, window, slot, Source.values()[in.readByte()], in.readInt());
        });
    }

    /** What the keys of all batches of a window begin with. */
    byte[] batches(ExportId export, Window window) {
        return write(BATCH, key -> {
            writeExport(key, export);
            writeWindow(key, window);
        });
    }

    /** Before the keys of all batches of the export whose windows start then or later. */
    byte[] batchesFrom(ExportId export, Instant start) {
        return write(BATCH, key -> {
            writeExport(key, export);
            writeInstant(key, start);
        });
    }

    byte[] part(BatchName batch, int number) {
        return write(PART, key -> {
            writeBatch(key, batch);
            key.writeInt(number);
        });
    }

    byte[] parts(BatchName batch) {
        return write(PART, key -> writeBatch(key, batch));
    }

    byte[] extra(Extra extra) {
        return write(EXTRA, key -> {
            writeExport(key, extra.export());
            key.writeLong(ordered(extra.slot()));
            writeWindow(key, extra.window());
        });
    }

    static Extra readExtra(byte[] key) {
        return read(key, in -> {
            ExportId export = readExport(in);
            long slot = ordered(in.readLong());
            return new Extra(export, readWindow(in), slot);
        });
    }

    byte[] extras(ExportId export) {
        return write(EXTRA, key -> writeExport(key, export));
    }

    /** Ordered by the hour. */
    byte[] lateIssued(ExportId export, Window window, long hour) {
        return write(LATE_ISSUED, key -> {
            writeExport(key, export);
            key.writeLong(ordered(hour));
            writeWindow(key, window);
        });
    }

    byte[] lateIssuedFrom(ExportId export, long hour) {
        return write(LATE_ISSUED, key -> {
            writeExport(key, export);
            key.writeLong(ordered(hour));
        });
    }

    /** What the keys begin with of all that is kept of an export, but of where its receipts have come to. */
    byte[][] allOf(ExportId export) {
        byte[][] prefixes = new byte[OF_EXPORT.length][];
        for (int i = 0; i < prefixes.length; i++) {
            prefixes[i] = write(OF_EXPORT[i], key -> writeExport(key, export));
        }
        return prefixes;
    }

    private static void writeBatch(DataOutputStream key, BatchName batch) throws IOException {
        writeExport(key, batch.export());
        writeWindow(key, batch.window());
        key.writeLong(ordered(batch.slot()));
        key.writeByte(batch.source().ordinal());
        key.writeInt(batch.partition());
    }

    private static void writeExport(DataOutputStream key, ExportId export) throws IOException {
        key.writeUTF(export.tenant());
        key.writeUTF(export.export());
    }

    private static ExportId readExport(DataInputStream in) throws IOException {
        return new ExportId(in.readUTF(), in.readUTF());
    }

    private static void writeWindow(DataOutputStream key, Window window) throws IOException {
        writeInstant(key, window.start());
        writeInstant(key, window.end());
    }

    private static Window readWindow(DataInputStream in) throws IOException {
        return new Window(readInstant(in), readInstant(in));
    }

    private static void writeInstant(DataOutputStream key, Instant instant) throws IOException {
        key.writeLong(ordered(instant.getEpochSecond()));
        key.writeInt(instant.getNano());
    }

    private static Instant readInstant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(ordered(in.readLong()), in.readInt());
    }

    /** A number whose bytes are in order also where it is negative; undoes itself. */
    private static long ordered(long number) {
        return number ^ Long.MIN_VALUE;
    }

    private byte[] write(char first, Writing writing) {
        bytes.reset();
        try {
            out.writeByte(first);
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] key, Reading<T> reading) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(key, 1, key.length - 1))) {
            return reading.from(in);
        } catch (IOException e) {
            throw new UncheckedIOException("damaged key", e);
        }
    }

    private interface Writing {
        void to(DataOutputStream key) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }
}
