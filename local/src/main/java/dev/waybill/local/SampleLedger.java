package dev.waybill.local;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.reign.Ruled;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.TenantEntry;
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
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says, from the published records and the catalog alone, how many events each window of each export must deliver: each event
 * once, where its time puts it under the version that rules it, if that selects it.
 */
final class SampleLedger {
    private final CatalogSnapshot catalog;
    private final PlatformSettings settings;
    private final Map<Source, EventDecoder> decoders = new EnumMap<>(Source.class);
    private final Map<Source, Event> events = new EnumMap<>(Source.class);
    /** By tenant and config-version. */
    private final Map<String, Line> lines = new TreeMap<>();
    /** Per source and tenant: when its last record arrived. A tenant's records share a partition and its clock. */
    private final Map<String, Instant> clocks = new HashMap<>();

    private record Line(ExportSpec export, EventFilter filter, Schedule schedule, Map<Window, Set<String>> eventIds) {}

    SampleLedger(CatalogSnapshot catalog, SchemaLookup schemas) {
        this.catalog = catalog;
        this.settings = catalog.settings()
                .orElseThrow(() -> new IllegalStateException("the catalog has no settings"))
                .last();
        for (Source source : Source.values()) {
            EventDecoder decoder = new EventDecoder(EventSchemas.schema(source), schemas);
            decoders.put(source, decoder);
            events.put(source, new Event(decoder.eventType()));
        }
    }

    private Line line(ExportRecord export, String version) {
        ExportSpec spec = Objects.requireNonNull(export.versions().get(version)).spec();
        return new Line(
                spec,
                EventFilter.compile(spec, Expressions.of(decoder(spec.source()).eventType())),
                Schedule.of(spec.schedule()),
                new TreeMap<>());
    }

    /** Takes note of a record that was published. */
    void add(SampleRecord record) {
        clocks.merge(clock(record.source(), record.key()), record.timestamp(), (a, b) -> a.isAfter(b) ? a : b);
        EventDecoder decoder = decoder(record.source());
        Event event = event(record.source());
        if (decoder.decode(record.value(), event).isPresent()
                || event.occurredAtMicros() > micros(record.timestamp().plus(settings.futureSkew()))) {
            return;
        }
        String tenant = String.valueOf(event.text(event.type().tenant()));
        catalog.tenant(tenant)
                .flatMap(TenantEntry::record)
                .ifPresent(known -> known.exports().values().forEach(export -> add(record.source(), event, export)));
    }

    private void add(Source source, Event event, ExportRecord export) {
        if (!(export.reigns().at(event.occurredAtMicros()) instanceof Ruled ruled)) {
            return;
        }
        Line line = lines.computeIfAbsent(ruled.version(), version -> line(export, version));
        if (line.export().source() == source && line.filter().verdict(event) == Verdict.TAKEN) {
            line.eventIds()
                    .computeIfAbsent(
                            ruled.window(line.schedule().windowAt(event.occurredAtMicros())), window -> new HashSet<>())
                    .add(String.valueOf(event.text(event.type().eventId())));
        }
    }

    /** How many events each export must have delivered per start of a window, of the windows that are due. */
    Map<ExportId, Map<Instant, Integer>> due(Instant now) {
        Map<ExportId, Map<Instant, Integer>> due = new TreeMap<>();
        for (Line line : lines.values()) {
            ExportId id = line.export().exportId();
            Instant clock = clocks.getOrDefault(clock(line.export().source(), id.tenant()), Instant.MIN);
            Instant latest = now.isAfter(clock) ? now : clock;
            Map<Instant, Integer> windows = due.computeIfAbsent(id, any -> new TreeMap<>());
            line.eventIds().forEach((window, ids) -> {
                if (!window.end()
                        .plus(line.export().schedule().grace())
                        .plus(settings.slack())
                        .isAfter(latest)) {
                    windows.put(window.start(), ids.size());
                }
            });
        }
        return due;
    }

    private EventDecoder decoder(Source source) {
        return Objects.requireNonNull(decoders.get(source));
    }

    private Event event(Source source) {
        return Objects.requireNonNull(events.get(source));
    }

    private static String clock(Source source, String tenant) {
        return source + "/" + tenant;
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }
}
