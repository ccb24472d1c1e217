package dev.waybill.imports;

import java.io.IOException;

/**
 * Says that a log cannot be imported, though others can. The message says what it is and what to do, without its name.
 */
public final class LogException extends IOException {
    private static final long serialVersionUID = 1L;

    public LogException(String message) {
        super(message);
    }

    LogException(String message, Throwable cause) {
        super(message, cause);
    }
}
