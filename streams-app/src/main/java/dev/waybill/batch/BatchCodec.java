package dev.waybill.batch;

import dev.waybill.batch.rows.ChunkPool;
import dev.waybill.batch.rows.Piece;
import dev.waybill.batch.rows.RowLog;
import dev.waybill.batch.rows.Run;
import dev.waybill.batch.store.BatchKey;
import dev.waybill.ledger.PartsHash;
import dev.waybill.verify.receipt.EventSum;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How a batch is written to the store, without the rows, and without anything of those that stand in memory only. */
final class BatchCodec {
    private static final int LISTED = 1;
    private static final int LOOKS_UP_IDS = 2;
    private static final int REPORTED = 4;

    private BatchCodec() {}

    static byte[] encode(Batch batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(batch.version().configVersion());
            out.writeLong(batch.dueMillis());
            out.writeLong(batch.settings().slack().toMillis());
            out.writeLong(batch.settings().lateness().toMillis());
            out.writeLong(batch.settings().runSize());
            out.writeByte((batch.isListed() ? LISTED : 0)
                    | (batch.looksUpIds() ? LOOKS_UP_IDS : 0)
                    | (batch.isReported() ? REPORTED : 0));
            out.writeInt(batch.runs().size());
            writeSettled(out, batch.settled());
            for (Run run : batch.runs()) {
                writeRun(out, run);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeSettled(DataOutputStream out, Batch.Settled settled) throws IOException {
        out.writeLong(settled.countedThrough());
        out.writeInt(settled.nextPart());
        out.writeLong(settled.rows());
        out.writeLong(settled.delivered());
        out.writeLong(settled.filtered());
        out.writeLong(settled.duplicate());
        out.writeLong(settled.withheld());
        out.writeLong(settled.firstOffset());
        out.writeLong(settled.lastOffset());
        out.writeInt(settled.firstPart());
        if (settled.nextPart() > settled.firstPart()) {
            out.writeUTF(settled.partsHash());
            out.writeUTF(settled.sum().hex());
        }
    }

    private static Batch.Settled readSettled(DataInputStream in) throws IOException {
        long countedThrough = in.readLong();
        int nextPart = in.readInt();
        long rows = in.readLong();
        long delivered = in.readLong();
        long filtered = in.readLong();
        long duplicate = in.readLong();
        long withheld = in.readLong();
        long firstOffset = in.readLong();
        long lastOffset = in.readLong();
        int firstPart = in.readInt();
        boolean hasParts = nextPart > firstPart;
        return new Batch.Settled(
                nextPart,
                rows,
                delivered,
                duplicate,
                countedThrough,
                filtered,
                withheld,
                firstOffset,
                lastOffset,
                firstPart,
                hasParts ? in.readUTF() : PartsHash.NONE,
                hasParts ? new EventSum(in.readUTF()) : EventSum.ZERO);
    }

    /**
     * What can be told of a stored batch without reading all of it.
     *
     * @param configVersion the version of the spec that it was begun under
     * @param dueMillis the clock at which it closes
     * @param settings of its window
     * @param listed whether it stood in the store only
     * @param looksUpIds whether events that were delivered before are left out
     * @param reported whether it has been said how it has ended
     * @param runs how many runs it has, the one that is filled included
     */
    record Summary(
            String configVersion,
            long dueMillis,
            WindowSettings settings,
            boolean listed,
            boolean looksUpIds,
            boolean reported,
            int runs) {}

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
        WindowSettings settings =
                new WindowSettings(Duration.ofMillis(in.readLong()), Duration.ofMillis(in.readLong()), in.readLong());
        int flags = in.readByte();
        return new Summary(
                configVersion,
                dueMillis,
                settings,
                (flags & LISTED) != 0,
                (flags & LOOKS_UP_IDS) != 0,
                (flags & REPORTED) != 0,
                in.readInt());
    }

    /** The batch that was stored, as part of this lane. */
    static Batch decode(byte[] stored, Lane lane, BatchKey key, ChunkPool chunks) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
            Summary summary = readSummary(in);
            Batch batch = new Batch(
                    lane,
                    key,
                    lane.version(summary.configVersion()),
                    summary.dueMillis(),
                    summary.settings(),
                    summary.looksUpIds(),
                    readSettled(in),
                    chunks);
            if (summary.listed()) {
                batch.list();
            }
            if (summary.reported()) {
                batch.report();
            }
            for (int i = 0; i < summary.runs(); i++) {
                batch.add(readRun(in, batch.newRowLog()));
            }
            return batch;
        } catch (IOException e) {
            throw new UncheckedIOException("damaged batch in the store", e);
        }
    }

    private static void writeRun(DataOutputStream out, Run run) throws IOException {
        out.writeInt(run.index());
        out.writeLong(run.lastOffset());
        out.writeLong(run.storedBytes());
        out.writeInt(run.stored().size());
        for (Piece piece : run.stored()) {
            out.writeInt(piece.firstBlock());
            out.writeInt(piece.blocks());
            out.writeLong(piece.emitted());
        }
    }

    private static Run readRun(DataInputStream in, RowLog memory) throws IOException {
        int index = in.readInt();
        long lastOffset = in.readLong();
        long rawBytes = in.readLong();
        List<Piece> stored = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            stored.add(new Piece(in.readInt(), in.readInt(), in.readLong()));
        }
        return new Run(index, memory, stored, rawBytes, lastOffset);
    }
}
