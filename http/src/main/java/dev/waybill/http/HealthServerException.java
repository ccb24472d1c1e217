package dev.waybill.http;

import org.jspecify.annotations.Nullable;

/** The health server cannot listen; the message says where, why and what to do. */
public final class HealthServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HealthServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
