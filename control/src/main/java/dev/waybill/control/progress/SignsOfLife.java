package dev.waybill.control.progress;

import dev.waybill.contract.Source;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.ledger.PartitionPassed;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** When source partitions have said how far they have come. */
final class SignsOfLife {
    private final Instant early;
    private final Instant recent;
    private final Map<Source, Integer> partitions = new HashMap<>();
    private final Map<LedgerSource, Instant> first = new HashMap<>();
    private final Map<LedgerSource, Instant> last = new HashMap<>();

    /**
     * None yet.
     *
     * @param early by then a partition must have spoken first
     * @param recent and no earlier than then last
     */
    SignsOfLife(Instant early, Instant recent) {
        this.early = early;
        this.recent = recent;
    }

    /** @param millis when the entry was appended */
    void take(LedgerEntry entry, long millis) {
        if (entry instanceof PartitionPassed passed) {
            Instant at = Instant.ofEpochMilli(millis);
            partitions.merge(passed.source().source(), passed.partitions(), Math::max);
            first.putIfAbsent(passed.source(), at);
            last.put(passed.source(), at);
        }
    }

    /** Whether all partitions of a source have spoken in time. */
    boolean areOf(Source source) {
        int count = partitions.getOrDefault(source, 0);
        long known = last.entrySet().stream()
                .filter(said -> said.getKey().source() == source)
                .filter(said -> !said.getValue().isBefore(recent))
                .filter(said -> !first.getOrDefault(said.getKey(), Instant.MAX).isAfter(early))
                .count();
        return count > 0 && known == count;
    }
}
