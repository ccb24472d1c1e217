package dev.waybill.receipt;

/** What is known of an export cannot be true, or cannot be read: nothing may be stated about it. The message is a sentence. */
final class CannotStateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotStateException(String message) {
        super(message);
    }

    CannotStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
