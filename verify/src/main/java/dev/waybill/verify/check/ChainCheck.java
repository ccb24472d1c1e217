package dev.waybill.verify.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether receipts follow one another as they were issued: none is missing, none is there twice, each names the one before. */
final class ChainCheck {
    private final Redirects redirects;
    private final Findings findings;

    ChainCheck(Redirects redirects, Findings findings) {
        this.redirects = redirects;
        this.findings = findings;
    }

    void check(List<ReceiptEntry> receipts) throws IOException {
        SortedMap<String, SortedMap<Long, List<ReceiptEntry>>> chains = new TreeMap<>();
        for (ReceiptEntry receipt : receipts) {
            chains.computeIfAbsent(receipt.rootAndExport(), export -> new TreeMap<>())
                    .computeIfAbsent(receipt.link().number(), number -> new ArrayList<>())
                    .add(receipt);
        }
        for (SortedMap<Long, List<ReceiptEntry>> ofExport : chains.values()) {
            for (List<ReceiptEntry> chain : ofExport.values()) {
                chain.sort(Comparator.comparingLong(receipt -> receipt.link().seq()));
                checkChain(chain);
            }
            checkTurns(ofExport);
        }
    }

    private void checkChain(List<ReceiptEntry> chain) throws IOException {
        ReceiptEntry before = null;
        for (ReceiptEntry receipt : chain) {
            long expected = before == null ? 1 : before.link().seq() + 1;
            long seq = receipt.link().seq();
            if (before == null && seq > expected && redirects.mayFollowOthers(receipt)) {
                findings.add(Finding.ofReceipt(
                        FindingKind.ELSEWHERE,
                        receipt,
                        which(expected, seq)
                                + " of its chain, issued before it, should stand at the destination that the export"
                                + " was redirected from: check both together"));
            } else if (seq > expected) {
                findings.add(Finding.ofReceipt(FindingKind.MISSING_RECEIPT, receipt, missing(expected, seq, before)));
            } else if (before != null && seq < expected) {
                findings.add(Finding.ofReceipt(
                        FindingKind.DOUBLED_RECEIPT, receipt, "has the same number in its chain as " + before.name()));
            } else if (before != null && !receipt.link().previous().equals(Optional.of(before.hash()))) {
                findings.add(Finding.ofReceipt(
                        FindingKind.BROKEN_CHAIN, receipt, "names another receipt before it than " + before.name()));
            }
            before = receipt;
        }
    }

    private static String missing(long expected, long seq, @Nullable ReceiptEntry before) {
        String after = before == null ? "" : "after " + before.name() + " and ";
        return which(expected, seq) + " of its chain, issued " + after + "before it, cannot be found or believed";
    }

    private static String which(long expected, long seq) {
        return seq - expected == 1
                ? "the receipt with number " + expected
                : "the receipts with numbers " + expected + " to " + (seq - 1);
    }

    /** A chain at a new destination names the end of the one before; here that shows where an export came back. */
    private void checkTurns(SortedMap<Long, List<ReceiptEntry>> ofExport) throws IOException {
        for (Map.Entry<Long, List<ReceiptEntry>> chain : ofExport.entrySet()) {
            List<ReceiptEntry> before = ofExport.get(chain.getKey() - 1);
            ReceiptEntry first = chain.getValue().get(0);
            if (before == null || first.link().seq() != 1) {
                continue;
            }
            ReceiptEntry last = before.get(before.size() - 1);
            if (!redirects.follows(first, before)) {
                findings.add(Finding.ofReceipt(
                        FindingKind.CUT_OFF, first, "follows a receipt that was issued after " + last.name()));
            }
        }
    }
}
