package dev.waybill.wire.protobuf;

import com.google.protobuf.WireFormat;
import com.google.protobuf.WireFormat.FieldType;
import dev.waybill.event.Event;
import dev.waybill.wire.rule.Defaults;
import dev.waybill.wire.rule.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of a message that events take something from. */
final class ProtobufFields {
    private final Map<Integer, Member> members = new HashMap<>();
    private final List<Defaults> defaults = new ArrayList<>();

    @FunctionalInterface
    private interface Member {
        boolean read(int tag, ProtobufInput in, Event into) throws IOException, RefusedException;
    }

    /** What holds unless the message says otherwise. */
    void addDefault(Defaults value) {
        defaults.add(value);
    }

    /** A field of one value of this type; of several in a message the last one holds. */
    void add(int number, FieldType type, ProtobufStep step) {
        members.put(number, (tag, in, into) -> {
            if (!ProtobufInput.isWritten(tag, type)) {
                return false;
            }
            step.read(in, into);
            return true;
        });
    }

    void add(int number, ProtobufCollection collection) {
        members.put(number, (tag, in, into) -> collection.take(tag, in));
    }

    /** Reads a message up to its end; what it does not know is passed over. */
    void read(ProtobufInput in, Event into) throws IOException, RefusedException {
        for (Defaults value : defaults) {
            value.apply(into);
        }
        in.readFields(tag -> {
            Member member = members.get(WireFormat.getTagFieldNumber(tag));
            return member != null && member.read(tag, in, into);
        });
    }
}
