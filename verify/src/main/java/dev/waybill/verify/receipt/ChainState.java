package dev.waybill.verify.receipt;

import java.util.Optional;

/**
 * What the next receipt of an export must know of those issued before it. Kept in the issuer's store.
 *
 * @param number of the chain among the export's, from 1 on: each destination has its own
 * @param seq of the receipt issued last in it; 0 if there is none yet
 * @param last the hash of that receipt; empty if there is none
 * @param continues the last hash of the chain before; empty in the first chain
 */
public record ChainState(long number, long seq, Optional<String> last, Optional<String> continues) {
    /** Before an export's first receipt. */
    public static final ChainState BEGIN = new ChainState(1, 0, Optional.empty(), Optional.empty());

    public ChainState {
        Whole.requireFrom(1, "number", number);
        Whole.require("seq", seq);
        last.ifPresent(hash -> Hex.require("last", hash));
        continues.ifPresent(hash -> Hex.require("continues", hash));
        if ((seq == 0) == last.isPresent()) {
            throw new IllegalArgumentException("there is a last receipt exactly if seq is not 0");
        }
    }

    /** The chain of the export's next destination, whose first receipt names the last one of this. */
    public ChainState atNewDestination() {
        return new ChainState(number + 1, 0, Optional.empty(), last.isPresent() ? last : continues);
    }

    /** Where the next receipt stands. */
    ChainLink next() {
        return new ChainLink(number, seq + 1, last, seq == 0 ? continues : Optional.empty());
    }

    /** After the next receipt, which has this hash. */
    ChainState after(String hash) {
        return new ChainState(number, seq + 1, Optional.of(hash), continues);
    }
}
