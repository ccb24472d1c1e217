package dev.waybill.verify.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which receipts say that their export was redirected, so that what was delivered before stands at another destination. A new chain
 * begins at another destination only: two chains that follow each other at one place show that the first was meant for another
 * one. Where all destinations are checked together, nothing stands elsewhere.
 */
final class Redirects {
    private record Chain(String export, long number) {
        static Chain of(ReceiptEntry receipt) {
            return new Chain(receipt.rootAndExport(), receipt.link().number());
        }

        Chain before() {
            return new Chain(export, number - 1);
        }
    }

    /** Whether other destinations may hold something. */
    private final boolean elsewhere;

    private final Set<Chain> begunElsewhere = new HashSet<>();

    /** @param destinations how many the place holds */
    Redirects(int destinations, List<ReceiptEntry> receipts) {
        elsewhere = destinations == 1;
        if (elsewhere) {
            findChains(receipts);
        }
    }

    private void findChains(List<ReceiptEntry> receipts) {
        Map<Chain, ReceiptEntry> ends = new HashMap<>();
        for (ReceiptEntry receipt : receipts) {
            ends.merge(
                    Chain.of(receipt),
                    receipt,
                    (a, b) -> a.link().seq() > b.link().seq() ? a : b);
        }
        for (ReceiptEntry receipt : receipts) {
            ReceiptEntry end = ends.get(Chain.of(receipt).before());
            Optional<String> continued = receipt.link().continues();
            if (end != null && continued.equals(Optional.of(end.hash()))) {
                begunElsewhere.add(Chain.of(end));
            }
        }
    }

    /**
     * Whether a chain follows the one before it as it should: its first receipt names the last of that one. Where several destinations
     * are checked together, late receipts may have followed that one at its own.
     *
     * @param before in their order
     */
    boolean follows(ReceiptEntry first, List<ReceiptEntry> before) {
        List<ReceiptEntry> ends = elsewhere ? before.subList(before.size() - 1, before.size()) : before;
        return ends.stream().anyMatch(end -> first.link().continues().equals(Optional.of(end.hash())));
    }

    /** Whether receipts that were issued before the first that is here of its chain may stand elsewhere. */
    boolean mayFollowOthers(ReceiptEntry first) {
        return begunElsewhere.contains(Chain.of(first));
    }

    /** Whether objects that a receipt names may stand elsewhere; here they are missing all the same. */
    boolean mayNameOthers(ReceiptEntry receipt) {
        return elsewhere && (receipt.redirected() || begunElsewhere.contains(Chain.of(receipt)));
    }
}
