package dev.waybill.verify.receipt;

import java.util.Optional;

/**
 * A receipt's place in the order of issue.
 *
 * @param number of the chain among the export's, from 1 on
 * @param seq in the chain, from 1 on
 * @param previous the hash of the receipt issued before it in this chain; empty in the first
 * @param continues in the first receipt of a chain at a new destination, the last hash of the chain before it
 */
public record ChainLink(long number, long seq, Optional<String> previous, Optional<String> continues) {
    public ChainLink {
        Whole.requireFrom(1, "chain.number", number);
        Whole.requireFrom(1, "chain.seq", seq);
        previous.ifPresent(hash -> Hex.require("chain.previous", hash));
        continues.ifPresent(hash -> Hex.require("chain.continues", hash));
        if ((seq == 1) == previous.isPresent()) {
            throw new IllegalArgumentException("chain.previous stands in every receipt but a chain's first");
        }
        if (continues.isPresent() && (seq != 1 || number == 1)) {
            throw new IllegalArgumentException("chain.continues stands in the first receipt of a later chain only");
        }
    }
}
