package dev.waybill.control.replay;

/** Another replay is being done or begun; the message says which, and what to do. */
public final class ReplayTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplayTakenException(String message) {
        super(message);
    }
}
