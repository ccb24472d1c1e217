package dev.waybill.receipt;

import dev.waybill.ledger.BatchFinished;
import dev.waybill.ledger.LedgerCounts;
import dev.waybill.ledger.PartEmitted;
import dev.waybill.ledger.PartsHash;
import dev.waybill.verify.receipt.EventSum;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What the ledger has said of a batch, but its parts.
 *
 * @param version that its events are processed under
 * @param afterwards whether it showed itself after the receipt that it belongs to
 * @param finished whether all of it has been said
 * @param parts how many have been seen since it was opened the last time
 * @param rows of these
 * @param partsHash over these
 * @param counts of all that it has ended with; it has ended more than once where it was opened again
 * @param sum of its delivered events, of the same
 * @param contradiction why what was said cannot be all of it; empty if it can
 */
record StoredBatch(
        String version,
        boolean afterwards,
        boolean finished,
        int parts,
        long rows,
        String partsHash,
        LedgerCounts counts,
        EventSum sum,
        String contradiction) {
    /** A batch that has just been opened. */
    static StoredBatch opened(String version, boolean afterwards) {
        return new StoredBatch(version, afterwards, false, 0, 0, PartsHash.NONE, LedgerCounts.NONE, EventSum.ZERO, "");
    }

    /** A batch that is spoken of before it is opened. */
    static StoredBatch unknown(boolean afterwards) {
        return opened("", afterwards).contradicted("it was never opened");
    }

    StoredBatch with(PartEmitted part) {
        StoredBatch added = new StoredBatch(
                version,
                afterwards,
                finished,
                parts + 1,
                rows + part.rows(),
                PartsHash.with(partsHash, part.sha256()),
                counts,
                sum,
                contradiction);
        return finished ? added.contradicted("a part came after its end") : added;
    }

    StoredBatch with(BatchFinished end) {
        StoredBatch ended = new StoredBatch(
                contradiction.isEmpty() ? version : end.configVersion(),
                afterwards,
                true,
                parts,
                rows,
                partsHash,
                counts.plus(end.counts()),
                sum.plus(new EventSum(end.sum())),
                contradiction);
        if (finished) {
            return ended.contradicted("it ended twice");
        }
        if (end.parts() != parts || !end.partsHash().equals(partsHash)) {
            return ended.contradicted("it ended with " + end.parts() + " parts, and of these " + parts
                    + " were seen, or others than were meant");
        }
        if (end.counts().delivered() != rows) {
            return ended.contradicted(
                    "it ended with " + end.counts().delivered() + " delivered events, and its parts hold " + rows);
        }
        if (end.counts().delivered() == 0 && !ended.sum.equals(sum)) {
            return ended.contradicted("it ended with a sum of no events that is not zero");
        }
        return end.configVersion().equals(version)
                ? ended
                : ended.contradicted(
                        "it was opened under version " + version + " and ended under " + end.configVersion());
    }

    /** The same, with more events to come: it had ended, and no receipt has stated it. */
    StoredBatch reopened() {
        return new StoredBatch(version, afterwards, false, 0, 0, PartsHash.NONE, counts, sum, contradiction);
    }

    /** The same, which may have ended: what was said of it since is lost. */
    StoredBatch lost() {
        return new StoredBatch(version, afterwards, true, parts, rows, partsHash, counts, sum, contradiction)
                .contradicted("entries about it were removed before they were read");
    }

    /** The same, of which something cannot be true; the first reason stays. */
    StoredBatch contradicted(String why) {
        return new StoredBatch(
                version,
                afterwards,
                finished,
                parts,
                rows,
                partsHash,
                counts,
                sum,
                contradiction.isEmpty() ? why : contradiction);
    }

    /** The same, of which the receipt that it belongs to has been issued without it. */
    StoredBatch leftBehind() {
        return new StoredBatch(version, true, finished, parts, rows, partsHash, counts, sum, contradiction);
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(version);
            out.writeBoolean(afterwards);
            out.writeBoolean(finished);
            out.writeInt(parts);
            out.writeLong(rows);
            out.writeUTF(partsHash);
            out.writeUTF(contradiction);
            out.writeLong(counts.read());
            out.writeLong(counts.delivered());
            out.writeLong(counts.filtered());
            out.writeLong(counts.duplicate());
            out.writeLong(counts.withheld());
            out.writeUTF(sum.hex());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static StoredBatch decode(byte[] stored) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
            String version = in.readUTF();
            boolean afterwards = in.readBoolean();
            boolean finished = in.readBoolean();
            int parts = in.readInt();
            long rows = in.readLong();
            String partsHash = in.readUTF();
            String contradiction = in.readUTF();
            LedgerCounts counts =
                    new LedgerCounts(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
            EventSum sum = new EventSum(in.readUTF());
            return new StoredBatch(version, afterwards, finished, parts, rows, partsHash, counts, sum, contradiction);
        } catch (IOException e) {
            throw new UncheckedIOException("damaged batch", e);
        }
    }
}
