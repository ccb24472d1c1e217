package dev.waybill.kafka.receipt;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/** Counts what happens between the ledger and the receipts. Thread-safe. */
public interface ReceiptMetrics {
    /**
     * A receipt has been forwarded to its topic.
     *
     * @param kind as the receipt says
     */
    void issued(ExportId export, String kind);

    /** The export gets no receipts for now, or what they say is not all there was: see the log. */
    void fault(ExportId export);

    /**
     * How far a partition of the ledger has come.
     *
     * @param ledgerPartition which
     * @param oldestDue when the oldest windows were, or will be, due that have no receipt; empty if none is waited for
     */
    void oldestDue(int ledgerPartition, Optional<Instant> oldestDue);

    /**
     * How far the partitions of a source have come, as a partition of the ledger says.
     *
     * @param passed by source partition, what was due by then is closed
     */
    void passed(int ledgerPartition, Source source, SortedMap<Integer, Instant> passed);

    /** The partition of the ledger is given away. */
    void closed(int ledgerPartition);

    /** Counts nothing. */
    ReceiptMetrics NONE = new ReceiptMetrics() {
        @Override
        public void issued(ExportId export, String kind) {}

        @Override
        public void fault(ExportId export) {}

        @Override
        public void oldestDue(int ledgerPartition, Optional<Instant> oldestDue) {}

        @Override
        public void passed(int ledgerPartition, Source source, SortedMap<Integer, Instant> passed) {}

        @Override
        public void closed(int ledgerPartition) {}
    };
}
