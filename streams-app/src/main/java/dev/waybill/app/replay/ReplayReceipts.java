package dev.waybill.app.replay;

import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.PartitionPassed;
import dev.waybill.receipt.OutgoingReceipt;
import dev.waybill.receipt.ReceiptBook;
import dev.waybill.receipt.ReceiptOutbox;
import dev.waybill.spec.ExportSpec;
import dev.waybill.verify.receipt.ReceiptSigner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The receipts of what a replay has delivered below its folder: a function of the entries that it has written to the ledger,
 * once all of them are there, and of the catalog as the replay sees it.
 */
final class ReplayReceipts {
    private static final int AT_ONCE = 1_000;

    /** Some entries of the ledger, in their order. */
    interface Entries {
        void each(Consumer<LedgerEntry> taker);
    }

    private final String application;
    private final ReplayId id;
    private final ReceiptSigner signer;

    /** @param application the replay's */
    ReplayReceipts(String application, ReplayId id, ReceiptSigner signer) {
        this.application = application;
        this.id = id;
        this.signer = signer;
    }

    /**
     * Makes all receipts of the exports whose entries stand in a partition of the ledger, in the order of each chain. What source
     * partitions have passed comes last: then nothing shows itself after the receipt that it belongs to.
     *
     * @param partition of the ledger
     * @param entries all that the replay has said there
     * @param catalog in which nothing rules but the windows that were replayed
     * @param taker sends them
     * @throws IllegalStateException if the entries are not all there, or cannot be true
     */
    void issue(int partition, Entries entries, Knowledge catalog, Consumer<OutgoingReceipt> taker) {
        ReceiptBook book = ReceiptBook.open(
                new ReceiptBook.Setup(
                        application,
                        Optional.of(id.text()),
                        partition,
                        signer,
                        EnumSet.allOf(Source.class),
                        ExportSpec::receipts,
                        export -> Duration.ZERO),
                new MemoryStore(),
                new Sending(taker));
        List<PartitionPassed> passed = new ArrayList<>();
        entries.each(entry -> {
            if (entry instanceof PartitionPassed further) {
                passed.add(further);
            } else {
                book.accept(entry);
            }
        });
        passed.forEach(book::accept);
        while (book.work(catalog, AT_ONCE)) {
            // Slices are for those who have other things to do between them.
        }
        if (book.oldestDue().isPresent()) {
            throw new IllegalStateException("the entries of the replay in " + Topics.LEDGER
                    + " are not all there, so that its receipts cannot be made; forget the replay and begin it anew");
        }
    }

    /** What was delivered has left already, so its receipts follow it wherever that is held up. */
    private record Sending(Consumer<OutgoingReceipt> taker) implements ReceiptOutbox {
        @Override
        public boolean accepts(ExportId export, String topic) {
            return true;
        }

        @Override
        public void emit(OutgoingReceipt receipt) {
            taker.accept(receipt);
        }

        @Override
        public void fault(ExportId export, String what) {
            throw new IllegalStateException("the receipts of the replay of " + export + " cannot be made: " + what);
        }

        @Override
        public void contradiction(ExportId export, String what) {
            fault(export, what);
        }
    }
}
