package dev.waybill.ledger;

/**
 * Everything of the batch has been emitted since {@link BatchOpened}.
 *
 * @param configVersion that its events were processed under
 * @param counts of its events
 * @param firstOffset of the first record of the source partition that had an event of it
 * @param lastOffset of the last
 * @param parts how many it has
 * @param partsHash over the hashes of its parts, see {@link PartsHash}
 * @param sum of its delivered events, 64 hex digits: the sum modulo 2^256 of SHA-256 over id and time, as in receipts
 */
public record BatchFinished(
        LedgerSource source,
        LedgerBatch batch,
        String configVersion,
        LedgerCounts counts,
        long firstOffset,
        long lastOffset,
        int parts,
        String partsHash,
        String sum)
        implements AboutBatch {
    public BatchFinished {
        Whole.require("first-offset", firstOffset);
        if (lastOffset < firstOffset) {
            throw new IllegalArgumentException("the last offset is before the first");
        }
        Whole.require("parts", parts);
    }
}
