package dev.waybill.verify.check;

/** An object is not what it looks like. The message is a clause that goes on from the object's name, without content. */
public final class UnreadableRowsException extends Exception {
    private static final long serialVersionUID = 1;

    public UnreadableRowsException(String message) {
        super(message);
    }
}
