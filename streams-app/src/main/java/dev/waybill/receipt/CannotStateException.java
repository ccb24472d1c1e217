package dev.waybill.receipt;

/** What the catalog has of an export cannot be read: nothing can be stated about it. The message is a sentence. */
final class CannotStateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotStateException(String message) {
        super(message);
    }

    CannotStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
