package dev.waybill.event;

import org.jspecify.annotations.Nullable;

/** Something that is needed to read a record is away for now. The record must wait: nothing is known to be wrong with it. */
public abstract class TryAgainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected TryAgainException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
