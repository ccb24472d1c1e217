package dev.waybill.kafka;

import dev.waybill.batch.LaggingExports;
import dev.waybill.contract.ExportId;
import dev.waybill.ledger.ExportHeldBack;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells the ledger which exports a source partition holds back, since when and why: when that begins, when the reason changes, and
 * again while it lasts, so that whoever reads the ledger's last hours knows. Confined to one thread; for use between records.
 */
final class HeldBackNotices {
    /** Whoever reads twice as much of the ledger's end finds all that lasts. */
    static final Duration AGAIN = Duration.ofHours(1);

    private record Told(Instant since, String why, long againMillis) {}

    private final LedgerSource source;
    private final LaggingExports lagging;
    private final Consumer<LedgerEntry> ledger;
    private final Map<ExportId, Told> told = new HashMap<>();

    HeldBackNotices(LedgerSource source, LaggingExports lagging, Consumer<LedgerEntry> ledger) {
        this.source = source;
        this.lagging = lagging;
        this.ledger = ledger;
    }

    /** @param heldBack all that are held back now, and why */
    void tell(long nowMillis, Map<ExportId, SpecException> heldBack) {
        told.keySet().retainAll(heldBack.keySet());
        heldBack.forEach((export, why) -> {
            Told before = told.get(export);
            String text = text(why);
            if (before == null
                    || nowMillis >= before.againMillis()
                    || !before.why().equals(text)) {
                Instant found = before == null ? Instant.ofEpochMilli(nowMillis) : before.since();
                Instant since = lagging.waitingSinceMillis(export)
                        .filter(millis -> millis > 0)
                        .map(Instant::ofEpochMilli)
                        .orElse(found);
                told.put(export, new Told(since, text, nowMillis + AGAIN.toMillis()));
                ledger.accept(new ExportHeldBack(source, export, since, text));
            }
        });
    }

    /** On one line, as in the log. */
    private static String text(SpecException why) {
        Problem first = why.problems().get(0);
        String more = why.problems().size() > 1 ? " (and more, see the log)" : "";
        return first.place().path() + ": " + first.text() + more;
    }
}
