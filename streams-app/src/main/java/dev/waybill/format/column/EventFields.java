package dev.waybill.format.column;

import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.format.time.TimeStyle;
import dev.waybill.format.value.TimeValue;
import dev.waybill.format.value.Value;
import dev.waybill.format.value.request.RequestLine;
import java.util.List;

/** Looks up the fields that a format with a fixed list of columns takes from events. */
public record EventFields(EventType type) {
    /** The value of a field that must be there. */
    public Value value(String path) {
        return Value.of(field(path));
    }

    public Value time(TimeStyle style) {
        return new TimeValue(type.occurredAt(), style);
    }

    /**
     * Method, target and protocol as in a request line, without the protocol where it is unknown.
     *
     * @param alone the target where neither is known
     */
    public Value request(Value alone) {
        return new RequestLine(List.of(value("method"), value("uri"), value("protocol")), alone);
    }

    /** Method and target. */
    public Value requestWithoutProtocol(Value alone) {
        return new RequestLine(List.of(value("method"), value("uri")), alone);
    }

    public Field field(String path) {
        return type.field(path)
                .orElseThrow(() -> new IllegalArgumentException(type.name() + " events have no field " + path));
    }
}
