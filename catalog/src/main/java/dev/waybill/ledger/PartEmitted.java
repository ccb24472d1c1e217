package dev.waybill.ledger;

/**
 * A part of the batch has been emitted.
 *
 * @param number consecutive in the batch, from 0
 * @param object its name, relative to the destination's prefix
 * @param size in bytes
 * @param rows events that it holds, at least 1
 * @param sha256 of its bytes, lower-case hex
 */
public record PartEmitted(
        LedgerSource source, LedgerBatch batch, int number, String object, long size, long rows, String sha256)
        implements AboutBatch {
    public PartEmitted {
        Whole.require("number", number);
        Whole.require("size", size);
        Whole.require("rows", rows);
    }
}
