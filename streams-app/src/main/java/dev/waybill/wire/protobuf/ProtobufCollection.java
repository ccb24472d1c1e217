package dev.waybill.wire.protobuf;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.registry.schema.ProtobufField;
import dev.waybill.wire.rule.RefusedException;
import java.io.IOException;

/**
 * Collects the pieces of a JSON field, which may stand anywhere in a message, and puts them together when the whole
 * event has been read. For use by one thread.
 */
final class ProtobufCollection {
    private final ProtobufField writer;
    private final Field field;
    private final ProtobufJson json;
    private final ProtobufOccurrences occurrences = new ProtobufOccurrences();

    ProtobufCollection(ProtobufField writer, Field field, ProtobufJson json) {
        this.writer = writer;
        this.field = field;
        this.json = json;
    }

    /** Begins an event. */
    void clear() {
        occurrences.clear();
    }

    /** Takes note of a value and passes over it; false if it is not of the field's type. */
    boolean take(int tag, ProtobufInput in) throws IOException, RefusedException {
        if (!ProtobufInput.isWritten(tag, writer.type()) && !ProtobufJson.isPacked(writer, tag)) {
            return false;
        }
        occurrences.take(tag, in);
        return true;
    }

    /** Sets the field, if there was anything. */
    void finish(byte[] bytes, Event into) throws IOException, RefusedException {
        if (occurrences.size() > 0) {
            json.set(writer, occurrences, bytes, field, into);
        }
    }
}
