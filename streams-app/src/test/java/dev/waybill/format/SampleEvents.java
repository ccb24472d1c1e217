package dev.waybill.format;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.wire.rule.EventTypes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/** Event types and events for the tests of this package. */
final class SampleEvents {
    static final long TIME = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2026-03-04T05:06:07Z"));

    static final EventType DOWNLOAD = EventTypes.of(EventSchemas.schema(Source.DOWNLOAD));
    static final EventType AUDIT = EventTypes.of(EventSchemas.schema(Source.AUDIT));

    private SampleEvents() {}

    /** An event with the three fields that are never null. */
    static Event bare(EventType type) {
        return event(type, "event_id", "e-0192", "tenant", "acme", "occurred_at", TIME);
    }

    /** An event with these paths and values; texts and numbers. */
    static Event event(EventType type, Object... pathsAndValues) {
        Event event = new Event(type);
        for (int i = 0; i < pathsAndValues.length; i += 2) {
            set(event, (String) pathsAndValues[i], pathsAndValues[i + 1]);
        }
        return event;
    }

    static void set(Event event, String path, Object value) {
        Field field = event.type().field(path).orElseThrow();
        if (value instanceof String text) {
            event.setText(field, text);
        } else if (value instanceof byte[] bytes) {
            event.setText(field, bytes, 0, bytes.length);
        } else {
            event.setNumber(field, ((Number) value).longValue());
        }
    }

    static Event download() {
        return event(
                DOWNLOAD,
                "event_id",
                "e-0191",
                "tenant",
                "acme",
                "occurred_at",
                TIME,
                "recorded_at",
                TIME + 295_000_317L,
                "event_type",
                "artifact_downloaded",
                "namespace",
                "acme",
                "repository",
                "tools",
                "method",
                "GET",
                "uri",
                "/python/widget-1.2.0.whl",
                "protocol",
                "HTTP/1.1",
                "host",
                "dl.example.test",
                "status",
                200,
                "bytes",
                48213,
                "request_id",
                "req-7f3a",
                "time_taken_ms",
                31,
                "ip_address",
                "203.0.113.9",
                "edge",
                "AKL50-C1",
                "edge_response",
                "Hit",
                "format",
                "Python",
                "location.city",
                "Auckland",
                "location.continent",
                "OC",
                "location.country",
                "New Zealand",
                "location.country_code",
                "NZ",
                "location.latitude",
                "-36.8506",
                "location.longitude",
                "174.7679",
                "package.identifier",
                "pk4Q9zT1aB",
                "package.name",
                "widget",
                "package.version",
                "1.2.0",
                "package.tags",
                "{\"info\":[\"latest\"]}",
                "user.identifier",
                "us31Qe",
                "user.username",
                "build-bot",
                "token.identifier",
                "tk88Zw",
                "user_agent.raw",
                "pip/24.0",
                "user_agent.browser",
                "pip");
    }

    static Event audit() {
        return event(
                AUDIT,
                "event_id",
                "e-0192",
                "tenant",
                "acme",
                "occurred_at",
                TIME,
                "event_type",
                "artifact_downloaded",
                "event_group",
                "artifact",
                "event_kind",
                "read",
                "actor.identifier",
                "us31Qe",
                "actor.name",
                "mia",
                "actor.kind",
                "user",
                "object.kind",
                "artifact",
                "object.identifier",
                "numpy-2.1.0",
                "channel",
                "main",
                "ip_address",
                "203.0.113.9",
                "detail",
                "{\"size\":18231}");
    }

    static Event of(EventType type) {
        return type == AUDIT ? audit() : download();
    }

    /** Like {@link #of}, but with ids, sizes and paths that differ and compress about as well as real ones. */
    static Event random(EventType type, Random random) {
        Event event = of(type);
        set(event, "event_id", Long.toHexString(random.nextLong()));
        set(event, "request_id", Long.toHexString(random.nextLong()));
        set(event, "uri", "/python/widget-" + random.nextInt(40) + "/" + "x".repeat(random.nextInt(60)) + ".whl");
        set(event, "occurred_at", TIME + random.nextInt(1_000_000));
        return event;
    }
}
