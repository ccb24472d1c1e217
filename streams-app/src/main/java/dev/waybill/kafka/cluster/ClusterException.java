package dev.waybill.kafka.cluster;

import org.jspecify.annotations.Nullable;

/** The cluster could not be asked; the message says what for, why, and what to look at. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClusterException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
