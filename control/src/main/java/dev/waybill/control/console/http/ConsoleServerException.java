package dev.waybill.control.console.http;

import org.jspecify.annotations.Nullable;

/** The console cannot listen; the message says where, why and what to do. */
public final class ConsoleServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConsoleServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
