package dev.waybill.control.console.access;

import java.time.Duration;
import java.util.Optional;

/** A token is not among those that are valid. */
public final class WrongTokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> wait;

    WrongTokenException(Optional<Duration> wait) {
        super("no such token");
        this.wait = wait;
    }

    /** How long its sender is to wait, if there were too many. */
    public Optional<Duration> waitFor() {
        return wait;
    }
}
