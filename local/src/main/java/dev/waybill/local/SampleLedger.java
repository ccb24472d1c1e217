package dev.waybill.local;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.event.Event;
import dev.waybill.local.sample.SampleRecord;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.select.EventFilter;
import dev.waybill.select.Expressions;
import dev.waybill.select.Verdict;
import dev.waybill.spec.ExportSpec;
import dev.waybill.window.Schedule;
import dev.waybill.window.Window;
import dev.waybill.wire.EventDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says, from the published records alone, how many events each window of each export must deliver: each event once,
 * where its time puts it, if the export selects it.
 */
final class SampleLedger {
    private static final Duration FUTURE_SKEW = Duration.ofMinutes(5);
    private static final Duration SLACK = Duration.ofSeconds(10);

    private final Map<Source, EventDecoder> decoders = new EnumMap<>(Source.class);
    private final Map<Source, Event> events = new EnumMap<>(Source.class);
    private final List<Line> lines = new ArrayList<>();
    /** Per source and tenant: when its last record arrived. A tenant's records share a partition and its clock. */
    private final Map<String, Instant> clocks = new HashMap<>();

    private record Line(ExportSpec export, EventFilter filter, Schedule schedule, Map<Window, Set<String>> eventIds) {}

    SampleLedger(List<ExportSpec> exports, SchemaLookup schemas) {
        for (Source source : Source.values()) {
            EventDecoder decoder = new EventDecoder(EventSchemas.schema(source), schemas);
            decoders.put(source, decoder);
            events.put(source, new Event(decoder.eventType()));
        }
        for (ExportSpec export : exports) {
            if (export.enabled()) {
                EventFilter filter = EventFilter.compile(
                        export, Expressions.of(decoder(export.source()).eventType()));
                lines.add(new Line(export, filter, Schedule.of(export.schedule()), new TreeMap<>()));
            }
        }
    }

    /** Takes note of a record that was published. */
    void add(SampleRecord record) {
        clocks.merge(clock(record.source(), record.key()), record.timestamp(), (a, b) -> a.isAfter(b) ? a : b);
        EventDecoder decoder = decoder(record.source());
        Event event = event(record.source());
        if (decoder.decode(record.value(), event).isPresent()
                || event.occurredAtMicros() > micros(record.timestamp().plus(FUTURE_SKEW))) {
            return;
        }
        String tenant = String.valueOf(event.text(event.type().tenant()));
        for (Line line : lines) {
            if (line.export().source() == record.source()
                    && line.export().exportId().tenant().equals(tenant)
                    && line.filter().verdict(event) == Verdict.TAKEN) {
                line.eventIds()
                        .computeIfAbsent(line.schedule().windowAt(event.occurredAtMicros()), window -> new HashSet<>())
                        .add(String.valueOf(event.text(event.type().eventId())));
            }
        }
    }

    /** How many events each export must have delivered per start of a window, of the windows that are due. */
    Map<ExportId, Map<Instant, Integer>> due(Instant now) {
        Map<ExportId, Map<Instant, Integer>> due = new TreeMap<>();
        for (Line line : lines) {
            ExportId id = line.export().exportId();
            Instant clock = clocks.getOrDefault(clock(line.export().source(), id.tenant()), Instant.MIN);
            Instant latest = now.isAfter(clock) ? now : clock;
            Map<Instant, Integer> windows = new TreeMap<>();
            line.eventIds().forEach((window, ids) -> {
                if (!window.end()
                        .plus(line.export().schedule().grace())
                        .plus(SLACK)
                        .isAfter(latest)) {
                    windows.put(window.start(), ids.size());
                }
            });
            due.put(id, windows);
        }
        return due;
    }

    private EventDecoder decoder(Source source) {
        EventDecoder decoder = decoders.get(source);
        if (decoder == null) {
            throw new IllegalStateException("no decoder for " + source);
        }
        return decoder;
    }

    private Event event(Source source) {
        Event event = events.get(source);
        if (event == null) {
            throw new IllegalStateException("no event for " + source);
        }
        return event;
    }

    private static String clock(Source source, String tenant) {
        return source + "/" + tenant;
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }
}
