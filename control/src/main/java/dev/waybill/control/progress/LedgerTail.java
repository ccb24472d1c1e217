package dev.waybill.control.progress;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.ledger.ExportCaughtUp;
import dev.waybill.ledger.ExportHeldBack;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.ledger.PartitionPassed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes the entries of one application, in order, and keeps what still holds after them. */
final class LedgerTail {
    private record Held(ExportId export, LedgerSource source) {}

    private final Map<Held, ExportHeldBack> heldBack = new HashMap<>();
    private final Map<Source, Integer> counts = new EnumMap<>(Source.class);
    private final Map<LedgerSource, Instant> passed = new HashMap<>();
    private boolean heard;

    void take(LedgerEntry entry) {
        heard = true;
        LedgerSource source = entry.source();
        if (entry instanceof ExportHeldBack held) {
            heldBack.put(new Held(held.export(), source), held);
        } else if (entry instanceof ExportCaughtUp caughtUp) {
            heldBack.remove(new Held(caughtUp.export(), source));
        } else if (entry instanceof PartitionPassed now) {
            counts.merge(source.source(), now.partitions(), Math::max);
            passed.merge(source, now.through(), (a, b) -> a.isAfter(b) ? a : b);
        }
    }

    private SortedMap<Integer, Optional<Instant>> partitions(Source source, int count) {
        SortedMap<Integer, Optional<Instant>> partitions = new TreeMap<>();
        for (int partition = 0; partition < count; partition++) {
            partitions.put(partition, Optional.empty());
        }
        passed.forEach((from, through) -> {
            if (from.source() == source) {
                partitions.put(from.partition(), Optional.of(through));
            }
        });
        return partitions;
    }

    /** @param wasWritten whether there are entries from before */
    LedgerGlance glance(boolean wasWritten) {
        Map<ExportId, List<ExportHeldBack>> byExport = new HashMap<>();
        heldBack.forEach((held, entry) -> byExport.computeIfAbsent(held.export(), any -> new ArrayList<>())
                .add(entry));
        SortedMap<Source, SortedMap<Integer, Optional<Instant>>> bySource = new TreeMap<>();
        counts.forEach((source, count) -> bySource.put(source, partitions(source, count)));
        return new LedgerGlance(byExport, bySource, wasWritten && !heard);
    }
}
