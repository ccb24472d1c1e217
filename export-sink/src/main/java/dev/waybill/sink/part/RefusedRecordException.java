package dev.waybill.sink.part;

/** A record that must not be written anywhere, however often it is tried. The message never holds content. */
public final class RefusedRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedRecordException(String reason) {
        super(reason);
    }

    /** What is wrong with the record. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
