package dev.waybill.batch;

import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The keys of a {@link BatchStore}; the first byte says what the value is. */
final class StoreKeys {
    static final byte[] BATCHES = {'W'};
    static final byte[] SPECS = {'S'};
    static final byte[] ID_INDEXES = {'I'};
    static final byte[] BOOKMARK = {'M'};
    static final byte[] FORGOTTEN = {'F'};

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    byte[] spec(String configVersion) {
        return write('S', key -> key.write(configVersion.getBytes(StandardCharsets.US_ASCII)));
    }

    byte[] batch(BatchKey batch) {
        return write('W', key -> writeBatch(key, batch));
    }

    byte[] block(BatchKey batch, int run, int block) {
        return write('B', key -> {
            writeBatch(key, batch);
            key.writeInt(run);
            key.writeInt(block);
        });
    }

    byte[] idIndex(ExportId export, Window window) {
        return write('I', key -> writeWindow(key, export, window));
    }

    byte[] ids(ExportId export, Window window, int chunk) {
        return write('D', key -> {
            writeWindow(key, export, window);
            key.writeInt(chunk);
        });
    }

    /** The value at {@link #FORGOTTEN}: when the window was due, milliseconds, and the window. */
    byte[] forgotten(IdIndex index) {
        return write('F', value -> {
            value.writeLong(index.dueMillis());
            writeWindow(value, index.window().export(), index.window().window());
        });
    }

    static IdIndex readForgotten(byte[] value) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value, 1, value.length - 1))) {
            long dueMillis = in.readLong();
            return new IdIndex(new ExportWindow(readExport(in), readWindow(in)), dueMillis);
        } catch (IOException e) {
            throw new UncheckedIOException("damaged mark of forgotten ids", e);
        }
    }

    static BatchKey readBatch(byte[] key) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(key, 1, key.length - 1))) {
            ExportId export = readExport(in);
            Window window = readWindow(in);
            return new BatchKey(export, window, in.readLong());
        } catch (IOException e) {
            throw new UncheckedIOException("damaged batch key", e);
        }
    }

    static ExportWindow readIdIndex(byte[] key) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(key, 1, key.length - 1))) {
            return new ExportWindow(readExport(in), readWindow(in));
        } catch (IOException e) {
            throw new UncheckedIOException("damaged id index key", e);
        }
    }

    private static void writeBatch(DataOutputStream key, BatchKey batch) throws IOException {
        writeWindow(key, batch.export(), batch.window());
        key.writeLong(batch.lateHour());
    }

    private static void writeWindow(DataOutputStream key, ExportId export, Window window) throws IOException {
        key.writeUTF(export.tenant());
        key.writeUTF(export.export());
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
