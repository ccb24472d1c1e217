package dev.waybill.format.column;

import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import java.util.Optional;

/**
 * How an event went: as its field {@code outcome} says, or else by its status, where below 100 nobody knows and from 400 on
 * it failed.
 */
public final class EventOutcome {
    static final int UNKNOWN = 0;
    static final int SUCCESS = 1;
    static final int FAILURE = 2;

    private static final int FIRST_STATUS = 100;
    private static final int FIRST_ERROR = 400;

    private final Optional<Field> word;
    private final Field status;

    private EventOutcome(Optional<Field> word, Field status) {
        this.word = word;
        this.status = status;
    }

    public static EventOutcome of(EventType type) {
        return new EventOutcome(type.field("outcome"), new EventFields(type).field("status"));
    }

    /** {@link #UNKNOWN}, {@link #SUCCESS} or {@link #FAILURE}. */
    public int of(Event event) {
        if (word.isPresent() && !event.isNull(word.get())) {
            String text = event.text(word.get());
            return "success".equals(text) ? SUCCESS : "failure".equals(text) ? FAILURE : UNKNOWN;
        }
        if (event.isNull(status) || event.number(status) < FIRST_STATUS) {
            return UNKNOWN;
        }
        return event.number(status) < FIRST_ERROR ? SUCCESS : FAILURE;
    }
}
