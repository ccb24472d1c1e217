package dev.waybill.verify.key;

/** Text that is no key, or not the kind of key that is asked for. The message says what to do and never quotes the text. */
public final class KeyException extends Exception {
    private static final long serialVersionUID = 1L;

    public KeyException(String message) {
        super(message);
    }

    public KeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
