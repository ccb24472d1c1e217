package dev.waybill.imports.line;

/** Says that a line is not an event. The message says why, without the line's content. */
public final class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    public BadLineException(String reason) {
        super(reason, null, false, false);
    }

    /** Why, without the line's content. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
