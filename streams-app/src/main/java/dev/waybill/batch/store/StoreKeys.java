package dev.waybill.batch.store;

import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The keys of a {@link BatchStore}; the first byte says what the value is. */
public final class StoreKeys {
    public static final byte[] BATCHES = {'W'};
    public static final byte[] SPECS = {'S'};
    public static final byte[] ID_INDEXES = {'I'};
    public static final byte[] BOOKMARK = {'M'};
    public static final byte[] FORGOTTEN = {'F'};
    public static final byte[] IDS_DUE = {'G'};
    public static final byte[] AFTER_IDS_DUE = {'H'};
    public static final byte[] COUNTED = {'C'};
    public static final byte[] JOURNAL = {'J'};
    public static final byte[] LAGGARDS = {'X'};
    public static final byte[] KEPT_PAGES = {'Y'};
    public static final byte[] LEDGER = {'L'};
    public static final byte[] UNDECIDED = {'Q'};

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    public byte[] spec(String configVersion) {
        return write('S', key -> key.write(configVersion.getBytes(StandardCharsets.US_ASCII)));
    }

    public static String readSpec(byte[] key) {
        return new String(key, 1, key.length - 1, StandardCharsets.US_ASCII);
    }

    public byte[] batch(BatchKey batch) {
        return write('W', key -> writeBatch(key, batch));
    }

    /** What the keys of all batches of a window begin with. */
    public byte[] batchesOf(ExportWindow window) {
        return write('W', key -> writeWindow(key, window.export(), window.window()));
    }

    /** Ordered by export and due time. */
    public byte[] listed(BatchKey batch, long dueMillis) {
        return write('U', key -> {
            writeExport(key, batch.export());
            key.writeLong(ordered(dueMillis));
            writeSpan(key, batch.window());
            key.writeLong(ordered(batch.lateHour()));
        });
    }

    /** Before all keys of listed batches of the export that are due at this time or later, and after the others. */
    public byte[] listedFrom(ExportId export, long dueMillis) {
        return write('U', key -> {
            writeExport(key, export);
            key.writeLong(ordered(dueMillis));
        });
    }

    /**
     * What the key of a listed batch says.
     *
     * @param batch which
     * @param dueMillis when it closes
     */
    public record Listed(BatchKey batch, long dueMillis) {}

    public static Listed readListed(byte[] key) {
        try (DataInputStream in = content(key)) {
            ExportId export = readExport(in);
            long dueMillis = ordered(in.readLong());
            Window window = readWindow(in);
            return new Listed(new BatchKey(export, window, ordered(in.readLong())), dueMillis);
        } catch (IOException e) {
            throw new UncheckedIOException("damaged key of a listed batch", e);
        }
    }

    public byte[] page(long number) {
        return write('J', key -> key.writeLong(number));
    }

    public byte[] laggard(int number) {
        return write('X', key -> key.writeInt(number));
    }

    public byte[] laggardPosition(int number) {
        return write('P', key -> key.writeInt(number));
    }

    /** A page of the journal as it was when exports were held back. */
    public byte[] keptPage(long number, int page) {
        return write('Y', key -> {
            key.writeLong(number);
            key.writeInt(page);
        });
    }

    /** What the keys of all pages that were kept together begin with. */
    public byte[] keptPages(long number) {
        return write('Y', key -> key.writeLong(number));
    }

    public static long readKeptPages(byte[] key) {
        return ByteBuffer.wrap(key, 1, Long.BYTES).getLong();
    }

    public static long readPage(byte[] key) {
        return ByteBuffer.wrap(key, 1, Long.BYTES).getLong();
    }

    /** An hour of event time, counted since the epoch, with events of a tenant that it was not known of what rules them. */
    public byte[] undecided(long epochHour, String tenant) {
        return write('Q', key -> {
            key.writeLong(ordered(epochHour));
            key.write(tenant.getBytes(StandardCharsets.US_ASCII));
        });
    }

    public static long readUndecidedHour(byte[] key) {
        return ordered(ByteBuffer.wrap(key, 1, Long.BYTES).getLong());
    }

    public static String readUndecidedTenant(byte[] key) {
        return new String(key, 1 + Long.BYTES, key.length - 1 - Long.BYTES, StandardCharsets.US_ASCII);
    }

    public byte[] block(BatchKey batch, int run, int block) {
        return write('B', key -> {
            writeBatch(key, batch);
            key.writeInt(run);
            key.writeInt(block);
        });
    }

    public byte[] idIndex(ExportId export, Window window) {
        return write('I', key -> writeWindow(key, export, window));
    }

    public byte[] ids(ExportId export, Window window, int chunk) {
        return write('D', key -> {
            writeWindow(key, export, window);
            key.writeInt(chunk);
        });
    }

    /** Ordered by when the window was due, then by export. */
    public byte[] idsDue(ExportWindow window, long dueMillis) {
        return write('G', key -> {
            key.writeLong(ordered(dueMillis));
            writeWindow(key, window.export(), window.window());
        });
    }

    public static IdsDue readIdsDue(byte[] key, long latenessMillis) {
        try (DataInputStream in = content(key)) {
            long dueMillis = ordered(in.readLong());
            return new IdsDue(new ExportWindow(readExport(in), readWindow(in)), dueMillis, latenessMillis, key);
        } catch (IOException e) {
            throw new UncheckedIOException("damaged key of a window with delivered ids", e);
        }
    }

    public static BatchKey readBatch(byte[] key) {
        try (DataInputStream in = content(key)) {
            ExportId export = readExport(in);
            Window window = readWindow(in);
            return new BatchKey(export, window, ordered(in.readLong()));
        } catch (IOException e) {
            throw new UncheckedIOException("damaged batch key", e);
        }
    }

    public static ExportWindow readIdIndex(byte[] key) {
        try (DataInputStream in = content(key)) {
            return new ExportWindow(readExport(in), readWindow(in));
        } catch (IOException e) {
            throw new UncheckedIOException("damaged id index key", e);
        }
    }

    private static DataInputStream content(byte[] key) {
        return new DataInputStream(new ByteArrayInputStream(key, 1, key.length - 1));
    }

    /** A number whose bytes are in order also where it is negative; undoes itself. */
    private static long ordered(long number) {
        return number ^ Long.MIN_VALUE;
    }

    private static void writeBatch(DataOutputStream key, BatchKey batch) throws IOException {
        writeWindow(key, batch.export(), batch.window());
        key.writeLong(ordered(batch.lateHour()));
    }

    private static void writeWindow(DataOutputStream key, ExportId export, Window window) throws IOException {
        writeExport(key, export);
        writeSpan(key, window);
    }

    private static void writeExport(DataOutputStream key, ExportId export) throws IOException {
        key.writeUTF(export.tenant());
        key.writeUTF(export.export());
    }

    private static void writeSpan(DataOutputStream key, Window window) throws IOException {
        key.writeLong(window.start().getEpochSecond());
        key.writeLong(window.end().getEpochSecond());
    }

    private static ExportId readExport(DataInputStream in) throws IOException {
        return new ExportId(in.readUTF(), in.readUTF());
    }

    private static Window readWindow(DataInputStream in) throws IOException {
        return new Window(Instant.ofEpochSecond(in.readLong()), Instant.ofEpochSecond(in.readLong()));
    }

    private byte[] write(char type, KeyWriter writer) {
        bytes.reset();
        try {
            out.writeByte(type);
            writer.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private interface KeyWriter {
        void write(DataOutputStream key) throws IOException;
    }
}
