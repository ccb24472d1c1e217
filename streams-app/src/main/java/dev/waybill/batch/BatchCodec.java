package dev.waybill.batch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How a batch is written to the store, without the rows, and without anything of those that stand in memory only. */
final class BatchCodec {
    private static final int LISTED = 1;
    private static final int LOOKS_UP_IDS = 2;

    private BatchCodec() {}

    static byte[] encode(Batch batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(batch.version().configVersion());
            out.writeLong(batch.dueMillis());
            out.writeLong(batch.begunAt());
            out.writeByte((batch.listed ? LISTED : 0) | (batch.looksUpIds ? LOOKS_UP_IDS : 0));
            out.writeInt(batch.runs().size());
            out.writeLong(batch.countedThrough);
            out.writeInt(batch.nextPart);
            out.writeLong(batch.settledRows());
            out.writeLong(batch.delivered);
            out.writeLong(batch.countedFiltered);
            out.writeLong(batch.duplicate);
            out.writeLong(batch.countedWithheld);
            for (Run run : batch.runs()) {
                writeRun(out, run);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * What can be told of a stored batch without reading all of it.
     *
     * @param configVersion the version of the spec that it was begun under
     * @param dueMillis the clock at which it closes
     * @param begunAt offset of the record it was begun for
     * @param listed whether it stood in the store only
     * @param looksUpIds whether events that were delivered before are left out
     * @param runs how many runs it has, the one that is filled included
     */
    record Summary(String configVersion, long dueMillis, long begunAt, boolean listed, boolean looksUpIds, int runs) {}

    static Summary summary(byte[] stored) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
            return readSummary(in);
        } catch (IOException e) {
            throw new UncheckedIOException("damaged batch in the store", e);
        }
    }

    private static Summary readSummary(DataInputStream in) throws IOException {
        String configVersion = in.readUTF();
        long dueMillis = in.readLong();
        long begunAt = in.readLong();
        int flags = in.readByte();
        return new Summary(
                configVersion, dueMillis, begunAt, (flags & LISTED) != 0, (flags & LOOKS_UP_IDS) != 0, in.readInt());
    }

    static void decode(byte[] stored, Batch batch) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
            Summary summary = readSummary(in);
            batch.listed = summary.listed();
            batch.looksUpIds = summary.looksUpIds();
            batch.countedThrough = in.readLong();
            batch.nextPart = in.readInt();
            batch.rows = in.readLong();
            batch.delivered = in.readLong();
            batch.filtered = batch.countedFiltered = in.readLong();
            batch.duplicate = in.readLong();
            batch.withheld = batch.countedWithheld = in.readLong();
            for (int i = 0; i < summary.runs(); i++) {
                batch.add(readRun(in, batch));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("damaged batch in the store", e);
        }
    }

    private static void writeRun(DataOutputStream out, Run run) throws IOException {
        out.writeInt(run.index());
        out.writeLong(run.lastOffset);
        out.writeLong(run.rawBytes - run.memory.size());
        out.writeInt(run.stored.size());
        for (Piece piece : run.stored) {
            out.writeInt(piece.firstBlock());
            out.writeInt(piece.blocks());
            out.writeLong(piece.emitted);
        }
    }

    private static Run readRun(DataInputStream in, Batch batch) throws IOException {
        Run run = batch.newRun(in.readInt());
        run.lastOffset = in.readLong();
        run.rawBytes = in.readLong();
        int pieces = in.readInt();
        for (int i = 0; i < pieces; i++) {
            run.stored.add(new Piece(in.readInt(), in.readInt(), in.readLong()));
        }
        return run;
    }
}
