package dev.waybill.wire.protobuf;

import dev.waybill.event.Event;
import dev.waybill.wire.rule.RefusedException;
import java.io.IOException;
import java.util.List;

/** Reads messages of one type as events; confined to one thread. */
final class ProtobufEvents {
    private final ProtobufFields fields;
    private final List<ProtobufCollection> collections;

    ProtobufEvents(ProtobufFields fields, List<ProtobufCollection> collections) {
        this.fields = fields;
        this.collections = List.copyOf(collections);
    }

    /** Reads the message from where {@code in} stands to its end. */
    void read(ProtobufInput in, Event into) throws IOException, RefusedException {
        for (ProtobufCollection collection : collections) {
            collection.clear();
        }
        fields.read(in, into);
        for (ProtobufCollection collection : collections) {
            collection.finish(in.bytes(), into);
        }
    }
}
