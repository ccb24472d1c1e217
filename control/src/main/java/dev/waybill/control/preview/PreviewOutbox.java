package dev.waybill.control.preview;

import dev.waybill.batch.BatchEnd;
import dev.waybill.batch.BatchOpening;
import dev.waybill.batch.Part;
import dev.waybill.batch.store.BatchKey;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.contract.ExportId;
import dev.waybill.delivery.ClaimTicketDraft;
import dev.waybill.delivery.Outbox;
import dev.waybill.export.ExportVersion;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what leaves the path of events, and hands the files to whoever wants them. */
final class PreviewOutbox implements Outbox {
    private final PartTaker parts;
    private final Map<String, Tally> tallies = new TreeMap<>();
    private final SortedMap<String, Long> refused = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private boolean isRefused;

    PreviewOutbox(PartTaker parts) {
        this.parts = parts;
    }

    Tally tally(ExportId export) {
        return tallies.computeIfAbsent(export.toString(), any -> new Tally());
    }

    /** How many events no export could take, by reason. */
    SortedMap<String, Long> refused() {
        return refused;
    }

    /** Begins the next record. */
    void begin() {
        isRefused = false;
    }

    /** Whether no export could take the record's event. */
    boolean isRefused() {
        return isRefused;
    }

    /** @throws SpecException if an export cannot do what its spec says */
    void requireWorking() {
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
    }

    @Override
    public void quarantine(ClaimTicketDraft ticket) {
        String reason = ticket.reason().code();
        Optional<String> export = ticket.export();
        if (export.isPresent()) {
            tallies.computeIfAbsent(export.get(), any -> new Tally()).withheld(reason);
        } else {
            isRefused = true;
            refused.merge(reason, 1L, Long::sum);
        }
    }

    @Override
    public void emit(Part part) {
        tally(part.export()).part(part);
        try {
            parts.take(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void finished(BatchEnd end) {
        tally(end.key().export()).finished(end);
    }

    @Override
    public void heldBack(ExportId export, SpecException why) {
        problems.addAll(why.problems());
    }

    @Override
    public boolean accepts(ExportVersion version) {
        return true;
    }

    @Override
    public boolean discards(BatchKey key) {
        return false;
    }

    @Override
    public void unrouted(Unruled why) {
        // An event of a tenant, of a time, that no draft is about.
    }

    @Override
    public void fault(Throwable fault) {
        // Its event is withheld, and counted as such. The exception may hold content of the event: it goes nowhere.
    }

    @Override
    public void discarded(BatchKey key, long rows) {
        throw new IllegalStateException("nothing is discarded in a preview");
    }

    @Override
    public void opened(BatchOpening opening) {
        // Counts come when it ends.
    }

    @Override
    public void released(ExportId export) {
        // Nothing is held back for long: the preview fails.
    }

    @Override
    public void behind(ExportId export) {
        // The preview fails.
    }

    @Override
    public void caughtUp(ExportId export) {
        // Nothing was behind.
    }
}
