package dev.waybill.imports;

/** A line that is not an event. The message says why, without the line's content. */
final class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    BadLineException(String reason) {
        super(reason, null, false, false);
    }
}
