package dev.waybill.control.preview;

import dev.waybill.app.SpecCheck;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.contract.Source;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.secrets.SecretReferences;
import dev.waybill.spec.ExportSpec;
import dev.waybill.wire.rule.TimeRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Drafts of download exports, and events for them. */
final class Drafts {
    static final Instant TIME = Instant.parse("2026-03-04T05:06:07.000317Z");

    private Drafts() {}

    /** Exports of acme; each {@code lines} are the keys of one, called e0, e1, and so on. */
    static List<ExportSpec> of(Path folder, String... exports) {
        StringBuilder yaml = new StringBuilder("tenant: acme\nexports:\n");
        for (int i = 0; i < exports.length; i++) {
            yaml.append("  - id: e").append(i).append("\n    source: download\n");
            exports[i].lines().forEach(line -> yaml.append("    ").append(line).append('\n'));
            yaml.append("    destination: { kind: file, directory: /tmp/acme-").append(i).append(" }\n");
        }
        try {
            return SpecCheck.read(Files.writeString(folder.resolve("acme.yaml"), yaml.toString()))
                    .exports();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PreviewRequest request(List<ExportSpec> exports, RecentEvents events) {
        return request(exports, events, PartTaker.NONE);
    }

    static PreviewRequest request(List<ExportSpec> exports, RecentEvents events, PartTaker parts) {
        return new PreviewRequest(
                exports,
                PlatformSettings.DEFAULT,
                new SecretReferences(Map.of()),
                new InMemorySchemaLookup(),
                TimeRules.DEFAULT,
                events,
                PreviewBounds.DEFAULT,
                3,
                5,
                parts,
                () -> false);
    }

    /** An event of acme with these further members. */
    static String event(String id, String members) {
        return eventOf("acme", id, TIME, members);
    }

    static String eventOf(String tenant, String id, Instant time, String members) {
        return "{\"event_id\":\"%s\",\"tenant\":\"%s\",\"occurred_at\":\"%s\"%s}"
                .formatted(id, tenant, time, members.isEmpty() ? "" : "," + members);
    }

    /** Events that arrived when they happened, one behind the other in one partition. */
    static RecentEvents events(String... json) {
        return (source, sieve, bounds, cancelled) -> {
            List<SourceEvent> events = new ArrayList<>();
            for (String one : json) {
                byte[] value = one.getBytes(StandardCharsets.UTF_8);
                Optional<RecentEvents.Sifted> sifted =
                        source == Source.DOWNLOAD ? sieve.sift(value) : Optional.empty();
                sifted.ifPresent(found ->
                        events.add(new SourceEvent(0, events.size(), found.occurredMillis(), value)));
            }
            return new RecentEvents.Read(events, json.length, List.of());
        };
    }
}
