package dev.waybill.sink;

import org.jspecify.annotations.Nullable;

/** An object could not be delivered now. */
final class DeliveryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    /** @param detail what was seen (error code, status); never content or secrets */
    DeliveryException(FailureKind kind, String detail) {
        this(kind, detail, null);
    }

    DeliveryException(FailureKind kind, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.kind = kind;
    }

    FailureKind kind() {
        return kind;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
