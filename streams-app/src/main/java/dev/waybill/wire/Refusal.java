package dev.waybill.wire;

import dev.waybill.event.DropReason;

/**
 * The exception that ends the decoding of an event that must be refused. Never leaves this package; has no stack trace,
 * since bad records may be many, and no message, since it would hold event content.
 */
final class Refusal extends Exception {
    static final Refusal MALFORMED_AVRO = new Refusal(DropReason.MALFORMED_AVRO);
    static final Refusal MALFORMED_JSON = new Refusal(DropReason.MALFORMED_JSON);
    static final Refusal MALFORMED_PROTOBUF = new Refusal(DropReason.MALFORMED_PROTOBUF);
    static final Refusal INCOMPATIBLE_SCHEMA = new Refusal(DropReason.INCOMPATIBLE_SCHEMA);

    private static final long serialVersionUID = 1L;

    private final DropReason reason;

    Refusal(DropReason reason) {
        super(reason.code(), null, false, false);
        this.reason = reason;
    }

    DropReason reason() {
        return reason;
    }
}
