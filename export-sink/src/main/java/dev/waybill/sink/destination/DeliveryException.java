package dev.waybill.sink.destination;

import org.jspecify.annotations.Nullable;

/** An object could not be delivered now, but may be later. */
public final class DeliveryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    /** @param detail what was seen (error code, status); never content or secrets */
    public DeliveryException(FailureKind kind, String detail) {
        this(kind, detail, null);
    }

    public DeliveryException(FailureKind kind, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.kind = kind;
    }

    public FailureKind kind() {
        return kind;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
