package dev.waybill.local;

import dev.waybill.config.ExportBinder;
import dev.waybill.contract.ExportId;
import dev.waybill.describe.Description;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.export.ExportVersion;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.layout.PartIdentity;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.window.Window;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The files that an export makes of events, written into a folder without broker and sink, by format and layout alone. */
final class WrittenExport {
    /** Three windows of an hour begin here. */
    static final Instant START = Instant.parse("2026-03-04T22:00:00Z");

    private static final int EVENTS = 200;

    private final TenantSpecs specs;
    private final ExportVersion export;
    private final List<Event> events = new ArrayList<>();

    private WrittenExport(TenantSpecs specs, ExportVersion export) {
        this.specs = specs;
        this.export = export;
    }

    /**
     * Writes 200 events of three hours.
     *
     * @param folder takes the spec and the files
     * @param keys the lines of the export below its id, without destination
     */
    static WrittenExport write(Path folder, String keys) throws IOException {
        TenantSpecs specs = specs(
                folder,
                keys + "\n    destination: { kind: file, directory: \"" + folder.resolve("out") + "\", prefix: logs }");
        ExportVersion bound = ExportBinder.forCurrentSchemas(name -> "")
                .bind("5b89a8131b01", specs.exports().get(0));
        WrittenExport written = new WrittenExport(specs, bound);
        Random random = new Random(7);
        for (int i = 0; i < EVENTS; i++) {
            written.events.add(written.event(i, random));
        }
        written.write(folder.resolve("out/logs"));
        return written;
    }

    /**
     * Writes these events instead, all of the first hour and each a millisecond after the one before.
     *
     * @param rows values by path
     */
    static WrittenExport write(Path folder, String keys, List<Map<String, Object>> rows) throws IOException {
        TenantSpecs specs = specs(
                folder,
                keys + "\n    destination: { kind: file, directory: \"" + folder.resolve("out") + "\", prefix: logs }");
        ExportVersion bound = ExportBinder.forCurrentSchemas(name -> "")
                .bind("5b89a8131b01", specs.exports().get(0));
        WrittenExport written = new WrittenExport(specs, bound);
        long start = ChronoUnit.MICROS.between(Instant.EPOCH, START);
        for (int i = 0; i < rows.size(); i++) {
            Event event = new Event(bound.type());
            set(event, "event_id", "e-" + i);
            set(event, "tenant", "acme");
            set(event, "occurred_at", start + i * 1_000L);
            rows.get(i).forEach((path, value) -> set(event, path, value));
            written.events.add(event);
        }
        written.write(folder.resolve("out/logs"));
        return written;
    }

    /** The specs of a tenant {@code acme} with one export {@code downloads}. */
    static TenantSpecs specs(Path folder, String keys) throws IOException {
        Path file = Files.createDirectories(folder.resolve("tenants")).resolve("acme.yaml");
        Files.writeString(file, "tenant: acme\nexports:\n  - id: downloads\n    " + keys + "\n");
        return SpecReader.read(folder.resolve("tenants"));
    }

    Description description() {
        return Description.of(export.spec(), specs.exports());
    }

    List<Event> events() {
        return events;
    }

    ExportVersion export() {
        return export;
    }

    /** The sum of a number over all events, null counting nothing. */
    long sum(String path) {
        Field field = field(path);
        return events.stream()
                .filter(event -> !event.isNull(field))
                .mapToLong(event -> event.number(field))
                .sum();
    }

    long countPresent(String path) {
        Field field = field(path);
        return events.stream().filter(event -> !event.isNull(field)).count();
    }

    /** The latest event, microseconds since the epoch. */
    long lastMicros() {
        return events.stream().mapToLong(Event::occurredAtMicros).max().orElseThrow();
    }

    long countInHour(int hour) {
        return events.stream()
                .filter(event -> event.occurredAtMicros() / 3_600_000_000L % 24 == hour)
                .count();
    }

    private Field field(String path) {
        return export.type().field(path).orElseThrow();
    }

    private Event event(int number, Random random) {
        EventType type = export.type();
        Event event = new Event(type);
        long start = ChronoUnit.MICROS.between(Instant.EPOCH, START);
        set(event, "event_id", "e-" + number);
        set(event, "tenant", "acme");
        set(event, "occurred_at", start + random.nextInt(3 * 3_600) * 1_000_000L);
        if (number % 10 == 0) {
            return event;
        }
        set(event, "recorded_at", event.occurredAtMicros() + 1_000_317L);
        set(event, "event_type", "artifact_downloaded");
        set(event, "event_kind", "read");
        set(event, "namespace", "acme");
        set(event, "repository", "tools, \"old\" ones");
        set(event, "method", "GET");
        set(event, "uri", "/python/a b/é?q=\"" + number + "\"&r=50%25\\");
        set(event, "protocol", "HTTP/1.1");
        set(event, "host", "dl.example.test");
        set(event, "status", number % 3 == 0 ? 404 : 200);
        set(event, "bytes", random.nextInt(1_000_000));
        set(event, "time_taken_ms", random.nextInt(10_000));
        set(event, "request_id", "req-" + number);
        set(event, "ip_address", "203.0.113." + number % 256);
        set(event, "location.city", "Auckland\nCity");
        set(event, "location.country_code", "NZ");
        set(event, "user.identifier", "us31Qe");
        set(event, "actor.identifier", "us31Qe");
        set(event, "object.identifier", "numpy-2.1.0");
        set(event, "object.kind", "artifact");
        set(event, "token.identifier", "tk88Zw");
        set(event, "package.identifier", "pk4Q9zT1aB");
        set(event, "package.tags", "{\"info\":[\"latest\"]}");
        set(event, "detail", "{\"size\":" + number + "}");
        set(event, "user_agent.raw", "Mozilla/5.0 (X11; \"é\") \\ 100% it's\\");
        set(event, "referer", "https://example.test/?a=1,2");
        return event;
    }

    private static void set(Event event, String path, Object value) {
        event.type().field(path).ifPresent(field -> {
            if (value instanceof String text) {
                event.setText(field, text);
            } else {
                event.setNumber(field, ((Number) value).longValue());
            }
        });
    }

    private void write(Path folder) throws IOException {
        Map<Window, List<Event>> windows = new TreeMap<>();
        events.forEach(
                event -> windows.computeIfAbsent(export.windowAt(event.occurredAtMicros()), window -> new ArrayList<>())
                        .add(event));
        for (Map.Entry<Window, List<Event>> window : windows.entrySet()) {
            byte[] part = part(window.getValue());
            Path file = folder.resolve(export.layout().name(identity(export, window.getKey(), part)));
            Files.createDirectories(file.getParent());
            Files.write(file, part);
        }
    }

    private byte[] part(List<Event> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RowEncoder encoder = export.format().rowEncoder(export.type());
        RowBuffer row = new RowBuffer();
        PartWriter writer = export.format().open(export.type(), 16 << 20, out);
        for (Event event : rows) {
            row.clear();
            encoder.encode(event, row);
            writer.row(row.array(), 0, row.length());
        }
        writer.finish();
        return out.toByteArray();
    }

    static PartIdentity identity(ExportVersion export, Window window, byte[] part) {
        ExportId id = export.spec().exportId();
        String hash = HexFormat.of().toHexDigits(Arrays.hashCode(part), 16);
        return new PartIdentity(
                id,
                export.spec().source(),
                export.configVersion(),
                window,
                null,
                0,
                0,
                hash,
                export.format().extension(),
                export.format().innerCodec());
    }
}
