package dev.waybill.verify.receipt;

/** The formats of receipts and pages. */
final class ReceiptFormat {
    static final int CURRENT = 1;

    private ReceiptFormat() {}

    static void require(Members members) throws UnreadableReceiptException {
        long format = members.whole("format");
        if (format < 1) {
            throw members.wrong("format", "must be a whole number from 1 on");
        }
        if (format > CURRENT) {
            throw new UnreadableReceiptException(
                    Unreadable.NEWER_FORMAT,
                    "is of format " + format + ", which a newer program wrote; this one reads formats up to "
                            + CURRENT);
        }
    }
}
