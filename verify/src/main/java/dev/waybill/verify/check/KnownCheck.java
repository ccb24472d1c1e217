package dev.waybill.verify.check;

import dev.waybill.verify.receipt.Receipt;
import dev.waybill.verify.receipt.SignedReceipt;
import dev.waybill.verify.receipt.UnreadableReceiptException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Whether receipts that the reader knows from elsewhere are there, so that nothing issued before them was taken away. */
final class KnownCheck {
    private final Findings findings;

    KnownCheck(Findings findings) {
        this.findings = findings;
    }

    /** @param known whose signatures have been checked */
    void check(List<SignedReceipt> known, List<ReceiptEntry> receipts) throws IOException {
        for (SignedReceipt signed : known) {
            try {
                check(signed.content(), receipts);
            } catch (UnreadableReceiptException e) {
                throw new IllegalArgumentException("a known receipt " + e.getMessage(), e);
            }
        }
    }

    private void check(Receipt known, List<ReceiptEntry> receipts) throws IOException {
        Optional<String> end = known.link().continues();
        if (has(receipts, known.hash())
                || end.filter(hash -> has(receipts, hash)).isPresent()) {
            return;
        }
        String export = known.statement().export().export();
        List<ReceiptEntry> chain = receipts.stream()
                .filter(receipt -> receipt.root().isEmpty() && receipt.export().equals(export))
                .filter(receipt -> receipt.link().number() == known.link().number())
                .toList();
        Optional<ReceiptEntry> instead = chain.stream()
                .filter(receipt -> receipt.link().seq() == known.link().seq())
                .findFirst();
        long newest =
                chain.stream().mapToLong(receipt -> receipt.link().seq()).max().orElse(0);
        findings.add(new Finding(
                instead.isPresent() ? FindingKind.BROKEN_CHAIN : FindingKind.CUT_OFF,
                Optional.of(export),
                Optional.of(known.statement().start()),
                Optional.of(known.statement().name()),
                instead.map(other -> "the receipt that is known has the number of " + other.name())
                        .orElse("the receipt that is known, number "
                                + known.link().seq() + " of its chain, is not there; the newest there has number "
                                + newest)));
    }

    private static boolean has(List<ReceiptEntry> receipts, String hash) {
        return receipts.stream().anyMatch(receipt -> receipt.hash().equals(hash));
    }
}
