package dev.waybill.cloud;

import org.jspecify.annotations.Nullable;

/** One of the servers of this machine could not do its work; the message says which, where, and what to do. */
public final class LocalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LocalException(String message) {
        super(message);
    }

    public LocalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
