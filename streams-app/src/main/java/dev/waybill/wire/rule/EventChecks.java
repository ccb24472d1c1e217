package dev.waybill.wire.rule;

import dev.waybill.event.DropReason;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.event.FieldType;
import java.util.Optional;

/** Checks the three fields that every event must have, and all times. */
public final class EventChecks {
    private static final int MAX_TENANT_LENGTH = 63;
    private static final boolean[] IN_TENANTS = new boolean[256];

    static {
        for (char c : "abcdefghijklmnopqrstuvwxyz0123456789-".toCharArray()) {
            IN_TENANTS[c] = true;
        }
    }

    private final EventType type;
    private final long earliest;
    /** Besides the one that every event must have. */
    private final Field[] otherTimes;

    /** Checks events of {@code type}, and their times by {@code times}. */
    public EventChecks(EventType type, TimeRules times) {
        this.type = type;
        this.earliest = times.earliestMicros();
        this.otherTimes = type.fields().stream()
                .filter(field -> field.type() == FieldType.TIMESTAMP_MICROS && !field.equals(type.occurredAt()))
                .toArray(Field[]::new);
    }

    /** Whether the absence of {@code field} is a {@link #problem} of its own. */
    public static boolean require(Field field, EventType type) {
        return field.equals(type.eventId()) || field.equals(type.tenant()) || field.equals(type.occurredAt());
    }

    /** Why the event cannot be processed; empty if it can. Makes other times null that the producer never set. */
    public Optional<DropReason> problem(Event event) {
        if (isBlank(event, type.tenant())) {
            return Optional.of(DropReason.MISSING_TENANT);
        }
        if (!isTenant(event, type.tenant())) {
            return Optional.of(DropReason.INVALID_TENANT);
        }
        if (isBlank(event, type.eventId())) {
            return Optional.of(DropReason.MISSING_EVENT_ID);
        }
        if (event.isNull(type.occurredAt()) || TimeRules.isUnset(event.occurredAtMicros())) {
            return Optional.of(DropReason.MISSING_OCCURRED_AT);
        }
        boolean inRange = isInRange(event.occurredAtMicros());
        for (Field time : otherTimes) {
            inRange &= event.isNull(time) || isUnsetOrInRange(event, time);
        }
        return inRange ? Optional.empty() : Optional.of(DropReason.TIME_OUT_OF_RANGE);
    }

    private boolean isUnsetOrInRange(Event event, Field time) {
        if (TimeRules.isUnset(event.number(time))) {
            event.setNull(time);
            return true;
        }
        return isInRange(event.number(time));
    }

    private boolean isInRange(long micros) {
        return micros >= earliest && micros <= TimeRules.LATEST_MICROS;
    }

    private static boolean isBlank(Event event, Field field) {
        return event.isNull(field) || event.length(field) == 0;
    }

    /** The same answer as {@link dev.waybill.contract.ExportId#isValid}, without making a string. */
    private static boolean isTenant(Event event, Field field) {
        byte[] bytes = event.buffer(field);
        int start = event.offset(field);
        int length = event.length(field);
        if (length > MAX_TENANT_LENGTH || bytes[start] == '-') {
            return false;
        }
        boolean valid = true;
        for (int i = start; i < start + length; i++) {
            valid &= IN_TENANTS[bytes[i] & 0xFF];
        }
        return valid;
    }
}
