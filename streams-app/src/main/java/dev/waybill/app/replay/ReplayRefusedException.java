package dev.waybill.app.replay;

/** The replay cannot be done as it was asked for; the message says why, and what to do. */
public final class ReplayRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReplayRefusedException(String message) {
        super(message);
    }
}
