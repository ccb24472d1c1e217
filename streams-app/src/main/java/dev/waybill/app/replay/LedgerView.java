package dev.waybill.app.replay;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.ledger.BatchFinished;
import dev.waybill.ledger.BatchOpened;
import dev.waybill.ledger.LedgerBatch;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.ledger.PartEmitted;
import dev.waybill.ledger.PartitionPassed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** What one partition of the ledger says of live delivery: what it has delivered and not finished, and how far it has come. */
final class LedgerView {
    private record Begun(LedgerSource source, LedgerBatch batch) {}

    private final Map<LedgerSource, PartitionPassed> passed = new HashMap<>();
    private final Map<Begun, Instant> open = new HashMap<>();
    private final Map<ExportId, List<PartEmitted>> parts = new HashMap<>();

    void add(LedgerEntry entry) {
        if (entry instanceof PartitionPassed further) {
            passed.put(further.source(), further);
        } else if (entry instanceof BatchOpened opened) {
            open.put(new Begun(opened.source(), opened.batch()), opened.due());
        } else if (entry instanceof BatchFinished finished) {
            open.remove(new Begun(finished.source(), finished.batch()));
        } else if (entry instanceof PartEmitted part) {
            parts.computeIfAbsent(part.batch().export(), export -> new ArrayList<>())
                    .add(part);
        }
    }

    /** What all partitions of a source have passed; the beginning of time as long as one of them has said nothing. */
    Instant through(Source source) {
        return isKnown(source) ? ofAll(source, PartitionPassed::through, (a, b) -> a.isBefore(b) ? a : b) : Instant.MIN;
    }

    /** The arrival from which on all of a source stands in the ledger; the end of time as long as that is not known. */
    Instant since(Source source) {
        return isKnown(source) ? ofAll(source, PartitionPassed::since, (a, b) -> a.isAfter(b) ? a : b) : Instant.MAX;
    }

    private boolean isKnown(Source source) {
        int partitions = passed.values().stream()
                .filter(said -> said.source().source() == source)
                .mapToInt(PartitionPassed::partitions)
                .max()
                .orElse(0);
        long known =
                passed.keySet().stream().filter(said -> said.source() == source).count();
        return partitions > 0 && known == partitions;
    }

    private Instant ofAll(Source source, Function<PartitionPassed, Instant> said, BinaryOperator<Instant> outermost) {
        return passed.values().stream()
                .filter(of -> of.source().source() == source)
                .map(said)
                .reduce(outermost)
                .orElseThrow();
    }

    /** The starts of windows of which a batch was due by a time and has not been emitted as a whole. */
    SortedSet<Instant> unfinished(ExportId export, Instant through) {
        SortedSet<Instant> starts = new TreeSet<>();
        open.forEach((begun, due) -> {
            if (begun.batch().export().equals(export) && !due.isAfter(through)) {
                starts.add(begun.batch().window().start());
            }
        });
        return starts;
    }

    /** The parts that were emitted. */
    Collection<PartEmitted> parts(ExportId export) {
        return parts.getOrDefault(export, List.of());
    }
}
