package dev.waybill.batch;

import dev.waybill.batch.store.BatchKey;
import dev.waybill.export.ExportVersion;
import dev.waybill.verify.receipt.EventSum;

/**
 * Everything of a batch has been emitted, since it has begun or was begun again.
 *
 * @param version that its events were processed under
 * @param counts final ones
 * @param firstOffset of the first record that had an event of it
 * @param lastOffset of the last
 * @param parts how many it has
 * @param partsHash over the hashes of its parts, as the ledger has it
 * @param sum of its delivered events, as receipts have it
 */
public record BatchEnd(
        BatchKey key,
        ExportVersion version,
        Counts counts,
        long firstOffset,
        long lastOffset,
        int parts,
        String partsHash,
        EventSum sum) {}
