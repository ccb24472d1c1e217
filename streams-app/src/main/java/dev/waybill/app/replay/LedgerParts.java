package dev.waybill.app.replay;

import dev.waybill.batch.Part;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.contract.ExportId;
import dev.waybill.kafka.replay.DeliveredParts;
import dev.waybill.ledger.LedgerBatch;
import dev.waybill.ledger.PartEmitted;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parts that live delivery has emitted of some exports, and told the ledger of. What came late in an hour that it had not
 * closed when the replay began is its own matter.
 */
final class LedgerParts implements DeliveredParts {
    private static final Duration HOUR = Duration.ofHours(1);

    private record Name(ExportId export, String object) {}

    private record Start(ExportId export, Instant window) {}

    private final Map<ExportId, Instant> through = new HashMap<>();
    private final Map<Name, String> hashes = new HashMap<>();
    private final Map<Start, Set<String>> objects = new HashMap<>();
    private final SettingsRecord settings;

    /** @param settings the catalog's, which say when hours of late events close */
    LedgerParts(SettingsRecord settings) {
        this.settings = settings;
    }

    /** Adds what there is of an export. */
    void add(LedgerEvidence evidence, Iterable<PartEmitted> parts) {
        through.put(evidence.export(), evidence.through());
        for (PartEmitted part : parts) {
            LedgerBatch batch = part.batch();
            hashes.put(new Name(batch.export(), part.object()), part.sha256());
            if (!isOpen(batch.export(), batch.window().start(), batch.lateHour())) {
                objects.computeIfAbsent(new Start(batch.export(), batch.window().start()), start -> new HashSet<>())
                        .add(part.object());
            }
        }
    }

    @Override
    public Verdict of(Part part) {
        if (part.sha256().equals(hashes.get(new Name(part.export(), part.object())))) {
            return Verdict.NAMED;
        }
        return isOpen(part.export(), part.window().start(), part.lateHour()) ? Verdict.LIVE : Verdict.OTHER;
    }

    /** Of batches on time only whole windows are replayed; hours of late events may still be open. */
    private boolean isOpen(ExportId export, Instant window, Optional<Instant> lateHour) {
        Duration slack = settings.at(Micros.of(window)).slack();
        return lateHour.map(hour -> hour.plus(HOUR).plus(slack))
                .filter(due -> due.isAfter(through.getOrDefault(export, Instant.MAX)))
                .isPresent();
    }

    /** How many objects of a window the ledger names that must be made again for it to be the same, and have not been. */
    int missing(PlannedWindow window, Set<String> made) {
        return (int)
                objects.getOrDefault(new Start(window.export(), window.window().start()), Set.of()).stream()
                        .filter(object -> !made.contains(object))
                        .count();
    }
}
