package dev.waybill.ledger;

import java.time.Instant;

/**
 * The source partition has closed everything that was due by a time. What comes after is late for it, unless producers stamp
 * the records.
 *
 * @param partitions how many the topic has
 * @param through what was due by then is closed
 * @param since the arrival from which the application's ledger is complete for the partition
 * @param stamped who stamps the records of the topic
 * @param unattributed whether there were records since the entry before that nobody could read, so belong to no tenant
 */
public record PartitionPassed(
        LedgerSource source, int partitions, Instant through, Instant since, Stamped stamped, boolean unattributed)
        implements LedgerEntry {
    public PartitionPassed {
        if (partitions <= source.partition()) {
            throw new IllegalArgumentException(
                    "partition " + source.partition() + " of a topic that has " + partitions);
        }
    }
}
