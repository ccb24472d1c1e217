package dev.waybill.wire.protobuf;

import dev.waybill.event.Event;
import dev.waybill.wire.rule.RefusedException;
import java.io.IOException;

/** Reads the value of one field of a message, of which the tag has been read, and sets what it belongs to. */
@FunctionalInterface
interface ProtobufStep {
    void read(ProtobufInput in, Event into) throws IOException, RefusedException;

    /** Stands where writer and reader do not fit; harmless where the field never occurs. */
    static ProtobufStep incompatible() {
        return (in, into) -> {
            throw RefusedException.INCOMPATIBLE_SCHEMA;
        };
    }
}
