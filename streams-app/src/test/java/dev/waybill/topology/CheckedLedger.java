package dev.waybill.topology;

import dev.waybill.batch.Part;
import dev.waybill.contract.ExportId;
import dev.waybill.ledger.BatchFinished;
import dev.waybill.ledger.BatchOpened;
import dev.waybill.ledger.ExportBehind;
import dev.waybill.ledger.ExportCaughtUp;
import dev.waybill.ledger.LedgerBatch;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.PartEmitted;
import dev.waybill.ledger.PartitionPassed;
import dev.waybill.ledger.PartsHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the ledger of one source partition from its beginning, as a reader would, and says what is not as the ledger promises. */
final class CheckedLedger {
    private final boolean rejudged;
    private final List<String> faults = new ArrayList<>();
    private final Map<LedgerBatch, List<PartEmitted>> open = new HashMap<>();
    private final Map<LedgerBatch, Integer> finished = new HashMap<>();
    private final Set<ExportId> behind = new HashSet<>();
    private final List<String> objects = new ArrayList<>();
    private Instant passed = Instant.MIN;

    private CheckedLedger(boolean rejudged) {
        this.rejudged = rejudged;
    }

    /** Everything that is wrong with the ledger of a partition whose events have all been delivered. */
    static List<String> faults(List<LedgerEntry> entries, List<Part> parts) {
        return faults(new CheckedLedger(false), entries, parts);
    }

    /** The same where records were judged otherwise when they were read again: then batches open late, or once more. */
    static List<String> faultsWhereRejudged(List<LedgerEntry> entries, List<Part> parts) {
        return faults(new CheckedLedger(true), entries, parts);
    }

    private static List<String> faults(CheckedLedger ledger, List<LedgerEntry> entries, List<Part> parts) {
        entries.forEach(ledger::read);
        ledger.open.keySet().forEach(batch -> ledger.faults.add("never finished: " + batch));
        ledger.behind.forEach(export -> ledger.faults.add("behind for ever: " + export));
        if (!ledger.objects.equals(parts.stream().map(Part::object).toList())) {
            ledger.faults.add("other parts than were emitted");
        }
        return ledger.faults;
    }

    private void read(LedgerEntry entry) {
        if (entry instanceof BatchOpened opened) {
            open(opened);
        } else if (entry instanceof PartEmitted part) {
            objects.add(part.object());
            List<PartEmitted> parts = open.get(part.batch());
            if (parts == null || parts.size() + finished.getOrDefault(part.batch(), 0) != part.number()) {
                faults.add("part out of turn: " + part);
            } else {
                parts.add(part);
            }
        } else if (entry instanceof BatchFinished end) {
            finish(end);
        } else if (entry instanceof PartitionPassed now) {
            if (now.through().isBefore(passed)) {
                faults.add("passed goes back to " + now.through());
            }
            passed = now.through();
        } else if (entry instanceof ExportBehind now && !behind.add(now.export())) {
            faults.add("behind twice: " + now.export());
        } else if (entry instanceof ExportCaughtUp now && !behind.remove(now.export())) {
            faults.add("caught up without having been behind: " + now.export());
        }
    }

    private void open(BatchOpened opened) {
        if (open.containsKey(opened.batch())) {
            // What is open is stated again each day.
            return;
        }
        open.put(opened.batch(), new ArrayList<>());
        if (finished.containsKey(opened.batch()) && !rejudged) {
            faults.add("opened again: " + opened.batch());
        }
        if (!opened.due().isAfter(passed) && !rejudged) {
            faults.add(opened.batch() + " opened after " + passed + " was passed");
        }
    }

    private void finish(BatchFinished end) {
        List<PartEmitted> parts = open.remove(end.batch());
        if (parts == null) {
            faults.add("finished without having been open: " + end.batch());
            return;
        }
        finished.merge(end.batch(), end.parts(), Integer::sum);
        String hash = PartsHash.NONE;
        long rows = 0;
        for (PartEmitted part : parts) {
            hash = PartsHash.with(hash, part.sha256());
            rows += part.rows();
        }
        if (end.parts() != parts.size()
                || !end.partsHash().equals(hash)
                || end.counts().delivered() != rows) {
            faults.add("not what its parts say: " + end);
        }
    }
}
