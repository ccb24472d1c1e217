package dev.waybill.control.doctor.account;

import dev.waybill.sink.destination.FailureKind;

/**
 * Why a request came to nothing.
 *
 * @param detail what was seen: error code and status; never content or secrets
 * @param certificate whether the connection failed for what the server's certificate, or TLS itself, is like
 */
public record Failure(FailureKind kind, String detail, boolean certificate) {
    /** Whether who asked may not do this: the answer that a right which should not be there gives. */
    public boolean isRefusal() {
        return kind == FailureKind.ACCESS_DENIED || kind == FailureKind.ROLE_REFUSED || kind == FailureKind.KMS_DENIED;
    }

    /** Whether nobody has answered. */
    public boolean isSilence() {
        return kind == FailureKind.UNREACHABLE;
    }
}
