package dev.waybill.wire;

import dev.waybill.event.DropReason;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import java.time.Instant;
import java.util.Optional;

/** Checks the three fields that every event must have. */
final class RequiredFields {
    /** The last microsecond of the year 9999: later times have no four-digit year to be written with. */
    static final long MAX_OCCURRED_AT = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() * 1_000_000 + 999_999;

    private static final int MAX_TENANT_LENGTH = 63;
    private static final boolean[] IN_TENANTS = new boolean[256];

    static {
        for (char c : "abcdefghijklmnopqrstuvwxyz0123456789-".toCharArray()) {
            IN_TENANTS[c] = true;
        }
    }

    private RequiredFields() {}

    /** Whether {@link #problem} looks at {@code field}. */
    static boolean cover(Field field, EventType type) {
        return field.equals(type.eventId()) || field.equals(type.tenant()) || field.equals(type.occurredAt());
    }

    /** Why the event cannot be processed; empty if these fields are fine. */
    static Optional<DropReason> problem(Event event) {
        EventType type = event.type();
        if (isBlank(event, type.tenant())) {
            return Optional.of(DropReason.MISSING_TENANT);
        }
        if (!isTenant(event, type.tenant())) {
            return Optional.of(DropReason.INVALID_TENANT);
        }
        if (isBlank(event, type.eventId())) {
            return Optional.of(DropReason.MISSING_EVENT_ID);
        }
        if (event.isNull(type.occurredAt()) || event.occurredAtMicros() == 0) {
            return Optional.of(DropReason.MISSING_OCCURRED_AT);
        }
        if (event.occurredAtMicros() < 0 || event.occurredAtMicros() > MAX_OCCURRED_AT) {
            return Optional.of(DropReason.OCCURRED_AT_OUT_OF_RANGE);
        }
        return Optional.empty();
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
