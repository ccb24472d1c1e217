package dev.waybill.verify.receipt;

/** A receipt, or a page of one, that cannot be read. The message says why and goes behind the object's name. */
public final class UnreadableReceiptException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Unreadable reason;

    UnreadableReceiptException(Unreadable reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Unreadable reason() {
        return reason;
    }
}
