package dev.waybill.control.pause;

/** The catalog has no tenant or export of the name that a person gave; the message says which may be meant. */
public final class UnknownNameException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownNameException(String message) {
        super(message);
    }
}
