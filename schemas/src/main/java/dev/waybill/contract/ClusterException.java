package dev.waybill.contract;

import org.jspecify.annotations.Nullable;

/** The Kafka cluster could not be reached or refused; the message says what was tried, why it failed and what to do. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClusterException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public ClusterException(String message) {
        super(message);
    }
}
