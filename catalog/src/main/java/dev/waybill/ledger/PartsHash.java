package dev.waybill.ledger;

import dev.waybill.contract.Sha256;
import java.nio.charset.StandardCharsets;

/** One hash over the parts of a batch in their order, so that whoever reads the ledger knows that it has seen all of them. */
public final class PartsHash {
    /** Over no parts. */
    public static final String NONE = "0".repeat(64);

    private PartsHash() {}

    /**
     * Over one part more: SHA-256 of the hash before and the part's, both as text.
     *
     * @param before over the parts before it
     * @param sha256 of the part, lower-case hex
     */
    public static String with(String before, String sha256) {
        return Sha256.hex((before + sha256).getBytes(StandardCharsets.US_ASCII));
    }
}
