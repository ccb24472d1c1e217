package dev.waybill.batch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** How a batch is written to the store, without the rows. */
final class BatchCodec {
    private BatchCodec() {}

    static byte[] encode(Batch batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(batch.configVersion());
            out.writeLong(batch.dueMillis());
            out.writeLong(batch.begunAt());
            out.writeLong(batch.coveredThrough);
            out.writeLong(batch.lastOffset);
            out.writeInt(batch.nextPart);
            out.writeBoolean(batch.closed && !batch.isDirty());
            out.writeBoolean(batch.done);
            out.writeBoolean(batch.looksUpIds);
            out.writeBoolean(batch.rowsCounted);
            out.writeLong(batch.coveredRead);
            out.writeLong(batch.delivered);
            out.writeLong(batch.coveredFiltered);
            out.writeLong(batch.duplicate);
            out.writeLong(batch.coveredWithheld);
            writeRuns(out, batch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * What is fixed when a batch begins.
     *
     * @param configVersion the version of the spec that it was begun under
     * @param dueMillis the clock at which it closes
     * @param begunAt offset of the record it was begun for
     */
    record Beginning(String configVersion, long dueMillis, long begunAt) {}

    static Beginning beginning(byte[] stored) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
            return readBeginning(in);
        } catch (IOException e) {
            throw new UncheckedIOException("damaged batch in the store", e);
        }
    }

    private static Beginning readBeginning(DataInputStream in) throws IOException {
        return new Beginning(in.readUTF(), in.readLong(), in.readLong());
    }

    static void decode(byte[] stored, Batch batch) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
            readBeginning(in);
            batch.coveredThrough = in.readLong();
            batch.lastOffset = in.readLong();
            batch.nextPart = in.readInt();
            batch.closed = in.readBoolean();
            batch.done = in.readBoolean();
            batch.looksUpIds = in.readBoolean();
            batch.rowsCounted = in.readBoolean();
            batch.read = batch.coveredRead = in.readLong();
            batch.delivered = in.readLong();
            batch.filtered = batch.coveredFiltered = in.readLong();
            batch.duplicate = in.readLong();
            batch.withheld = batch.coveredWithheld = in.readLong();
            int sealed = in.readInt();
            for (int i = 0; i < sealed; i++) {
                batch.sealedRuns.add(readRun(in, batch));
            }
            batch.current = readRun(in, batch);
        } catch (IOException e) {
            throw new UncheckedIOException("damaged batch in the store", e);
        }
    }

    /**
     * Writes the runs up to and including the first that has rows in memory, as if those did not exist: they are read
     * again from the source, fill that run, and cut the later ones where they were cut before.
     */
    private static void writeRuns(DataOutputStream out, Batch batch) throws IOException {
        List<Run> stored = new ArrayList<>();
        for (Run run : batch.sealedRuns) {
            if (run.memory.rows() > 0) {
                writeRuns(out, stored, run);
                return;
            }
            stored.add(run);
        }
        writeRuns(out, stored, batch.current);
    }

    private static void writeRuns(DataOutputStream out, List<Run> sealed, Run current) throws IOException {
        out.writeInt(sealed.size());
        for (Run run : sealed) {
            writeRun(out, run);
        }
        writeRun(out, current);
    }

    private static void writeRun(DataOutputStream out, Run run) throws IOException {
        out.writeInt(run.index());
        out.writeLong(run.rawBytes - run.memory.size());
        out.writeLong(run.emittedRows);
        out.writeInt(run.groups.size());
        for (Run.BlockGroup group : run.groups) {
            out.writeInt(group.firstBlock());
            out.writeInt(group.blocks());
        }
    }

    private static Run readRun(DataInputStream in, Batch batch) throws IOException {
        Run run = batch.newRun(in.readInt());
        run.rawBytes = in.readLong();
        run.emittedRows = in.readLong();
        int groups = in.readInt();
        for (int i = 0; i < groups; i++) {
            run.groups.add(new Run.BlockGroup(in.readInt(), in.readInt()));
        }
        return run;
    }
}
