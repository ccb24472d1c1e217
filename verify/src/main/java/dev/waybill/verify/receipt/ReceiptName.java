package dev.waybill.verify.receipt;

import java.time.Instant;
import java.util.Locale;

/**
 * Names of receipts, relative to the destination's prefix. Instants have no colons, as in the names of parts: Windows takes
 * none in files, and many tools escape them.
 */
public final class ReceiptName {
    /** Where all receipts stand. */
    public static final String FOLDER = "_receipts/";

    private static final int HASH_LENGTH = 12;

    private ReceiptName() {}

    /** {@code _receipts/downloads/20260304T050000Z.json}, the name that a job can wait for. */
    public static String of(String export, Instant windowStart) {
        return FOLDER + export + "/" + WholeSecond.inNames(windowStart) + ".json";
    }

    /** The same for whatever a receipt is about: {@code …-late-20260304T060000Z.json}. */
    static String of(String export, Instant start, Subject subject) {
        return FOLDER + export + "/" + WholeSecond.inNames(start) + subject.suffix() + ".json";
    }

    /** {@code …-page-00001-0a1b2c3d4e5f.json}: behind the receipt's name, so that listings show them together. */
    static String ofPage(String receipt, int number, String sha256) {
        return receipt.substring(0, receipt.length() - ".json".length())
                + String.format(Locale.ROOT, "-page-%05d-", number)
                + sha256.substring(0, HASH_LENGTH)
                + ".json";
    }
}
