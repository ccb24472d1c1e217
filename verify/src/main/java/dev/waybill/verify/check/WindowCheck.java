package dev.waybill.verify.check;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whether every window has its receipt: one window begins where the one before ends, as long as that says it goes on. */
final class WindowCheck {
    private final Optional<Instant> until;
    private final Findings findings;

    WindowCheck(Optional<Instant> until, Findings findings) {
        this.until = until;
        this.findings = findings;
    }

    void check(List<ReceiptEntry> receipts) throws IOException {
        SortedMap<String, List<ReceiptEntry>> byExport = new TreeMap<>();
        for (ReceiptEntry receipt : receipts) {
            List<ReceiptEntry> complete =
                    byExport.computeIfAbsent(receipt.rootAndExport(), export -> new ArrayList<>());
            if (receipt.completesWindows()) {
                complete.add(receipt);
            }
        }
        for (List<ReceiptEntry> ofExport : byExport.values()) {
            ofExport.sort(Comparator.comparing(ReceiptEntry::start));
            ReceiptEntry before = null;
            for (ReceiptEntry receipt : ofExport) {
                if (before != null) {
                    checkPair(before, receipt);
                }
                before = receipt;
            }
            if (before != null && before.root().isEmpty()) {
                checkEnd(before);
            }
        }
    }

    private void checkPair(ReceiptEntry before, ReceiptEntry receipt) throws IOException {
        boolean newChain = receipt.link().number() > before.link().number();
        if (receipt.start().isBefore(before.end())) {
            findings.add(Finding.ofReceipt(
                    FindingKind.DOUBLED_RECEIPT, receipt, "covers windows that " + before.name() + " covers too"));
        } else if (receipt.start().equals(before.end())) {
            return;
        } else if (before.subject().next().isPresent()) {
            findings.add(gap(receipt, before.end(), receipt.start()));
        } else if (!newChain && receipt.start().isAfter(receipt.reignFrom())) {
            Instant begin = receipt.reignFrom().isAfter(before.end()) ? receipt.reignFrom() : before.end();
            findings.add(gap(receipt, begin, receipt.start()));
        }
    }

    private static Finding gap(ReceiptEntry receipt, Instant from, Instant to) {
        return Finding.ofWindow(
                FindingKind.GAP,
                receipt.export(),
                from,
                "there is no receipt for what lies between " + from + " and " + to);
    }

    private void checkEnd(ReceiptEntry last) throws IOException {
        Optional<Instant> next = last.subject().next();
        if (until.isPresent() && next.isPresent() && !next.get().isAfter(until.get())) {
            findings.add(Finding.ofWindow(
                    FindingKind.CUT_OFF,
                    last.export(),
                    last.end(),
                    "the newest receipt ends at " + last.end() + ", but windows up to " + until.get()
                            + " must have one"));
        }
    }
}
