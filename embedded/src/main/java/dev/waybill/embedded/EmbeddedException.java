package dev.waybill.embedded;

import org.jspecify.annotations.Nullable;

/** A part of the embedded stack could not do its work; the message says which, where, and what to do. */
public final class EmbeddedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EmbeddedException(String message) {
        super(message);
    }

    public EmbeddedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
