package dev.waybill.receipt;

import dev.waybill.ledger.PartitionPassed;
import dev.waybill.ledger.Stamped;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * What a source partition has said last.
 *
 * @param partitions how many it knows of
 * @param throughMillis what was due by then is closed
 * @param sinceMillis the arrival from which the ledger is complete for it
 * @param stamped who stamps its records
 * @param losses how often entries had been lost when it said so
 */
record PartitionProgress(int partitions, long throughMillis, long sinceMillis, Stamped stamped, int losses) {
    /** @param losses how often entries have been lost */
    static PartitionProgress of(PartitionPassed passed, int losses) {
        return new PartitionProgress(
                passed.partitions(),
                passed.through().toEpochMilli(),
                roundedUp(passed.since()),
                passed.stamped(),
                losses);
    }

    /** The same, where what was said before it was lost: the ledger holds all of what was not due by then. */
    PartitionProgress afterLoss() {
        return new PartitionProgress(partitions, throughMillis, Math.max(sinceMillis, throughMillis), stamped, losses);
    }

    private static long roundedUp(Instant since) {
        return since.plusNanos(999_999).toEpochMilli();
    }

    /** What holds after the partition has said this too: it never goes backwards. */
    PartitionProgress and(PartitionProgress next) {
        return new PartitionProgress(
                Math.max(partitions, next.partitions),
                Math.max(throughMillis, next.throughMillis),
                Math.max(sinceMillis, next.sinceMillis),
                next.stamped,
                next.losses);
    }

    byte[] encode() {
        return ByteBuffer.allocate(2 * Integer.BYTES + 2 * Long.BYTES + 1)
                .putInt(partitions)
                .putLong(throughMillis)
                .putLong(sinceMillis)
                .put((byte) stamped.ordinal())
                .putInt(losses)
                .array();
    }

    static PartitionProgress decode(byte[] stored) {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        return new PartitionProgress(
                bytes.getInt(), bytes.getLong(), bytes.getLong(), Stamped.values()[bytes.get()], bytes.getInt());
    }
}
