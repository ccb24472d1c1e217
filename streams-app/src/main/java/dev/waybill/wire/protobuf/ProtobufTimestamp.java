package dev.waybill.wire.protobuf;

import com.google.protobuf.WireFormat;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.wire.rule.RefusedException;
import dev.waybill.wire.rule.TimestampUnit;
import java.io.IOException;

/** Reads a {@code google.protobuf.Timestamp} into a time field. For use by one thread. */
final class ProtobufTimestamp implements ProtobufStep {
    static final String NAME = "google.protobuf.Timestamp";

    private static final int SECONDS = 1;
    private static final int NANOS = 2;

    private final Field field;
    private long seconds;
    private int nanos;

    ProtobufTimestamp(Field field) {
        this.field = field;
    }

    @Override
    public void read(ProtobufInput in, Event into) throws IOException, RefusedException {
        seconds = 0;
        nanos = 0;
        in.readMessage(() -> in.readFields(tag -> {
            if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_VARINT) {
                return false;
            }
            switch (WireFormat.getTagFieldNumber(tag)) {
                case SECONDS -> seconds = in.coded().readInt64();
                case NANOS -> nanos = in.coded().readInt32();
                default -> {
                    return false;
                }
            }
            return true;
        }));
        long micros = TimestampUnit.SECONDS.toMicros(seconds);
        boolean beyond = micros == Long.MIN_VALUE || micros == Long.MAX_VALUE;
        into.setNumber(field, beyond ? micros : micros + Math.floorDiv(nanos, 1000));
    }
}
