package dev.waybill.export;

/** A schedule has no window for an instant, though every instant lies in one. */
public final class ScheduleFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScheduleFault(Throwable cause) {
        super("a schedule has no window for an event", cause);
    }
}
