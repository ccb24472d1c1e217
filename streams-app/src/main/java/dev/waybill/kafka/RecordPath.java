package dev.waybill.kafka;

import dev.waybill.export.ExportVersion;
import dev.waybill.spec.SpecScope;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to each record of one source partition; confined to one thread. */
public interface RecordPath {
    /**
     * Takes the next record of the partition, for the first time or again after a restart.
     *
     * @param offset of the record
     * @param arrivalMillis when the record arrived, see {@link ArrivalTime}
     * @param value the record's value; null for a tombstone
     */
    void accept(long offset, long arrivalMillis, byte @Nullable [] value);

    /**
     * Takes a record of the partition that was read before, for exports that were held back then.
     *
     * @param offset of the record
     * @param arrivalMillis when the record arrived, see {@link ArrivalTime}
     * @param value the record's value; null for a tombstone
     */
    void acceptAgain(long offset, long arrivalMillis, byte @Nullable [] value);

    /** The exports that take no events now; to be asked after {@link #restored}. */
    Set<SpecScope> heldBack();

    /** The version of a canonical spec that a batch in the store was begun under. */
    ExportVersion begun(String specJson);

    /** The state has been read back from the store; records from before the restart may follow, then new ones. */
    void restored();
}
