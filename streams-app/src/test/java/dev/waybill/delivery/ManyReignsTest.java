package dev.waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MapStore;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.batch.Part;
import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.record.TenantJson;
import dev.waybill.catalog.reign.Reigns;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.export.Versions;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.destination.FileDestination;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An export that was changed as often as may be: every hour another version, of two. */
class ManyReignsTest {
    private static final Instant FIRST = Instant.parse("2026-02-01T00:00:00Z");
    private static final ExportSpec ONE = spec("event_id");
    private static final ExportSpec OTHER = spec("event_id", "uri");

    private final TestCatalog catalog = catalog();
    private final List<String> made = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    @Test
    void isReadAsItWasWritten() throws Exception {
        // When
        byte[] written = TenantJson.write(
                catalog.snapshot().tenant("acme").orElseThrow().record().orElseThrow());

        // Then
        assertThat(TenantJson.read("acme", written).export("all")).isEqualTo(record());
        assertThat(record().reigns().list()).hasSize(Reigns.MAX);
        assertThat(record().versions()).hasSize(2);
    }

    @Test
    void anEventOfEachReignGoesToItsVersionAndAVersionIsMadeOnce() {
        // Given
        EventPath path = open();
        int events = 0;

        // When
        for (int hour = 0; hour < Reigns.MAX; hour += 7) {
            for (int i = 0; i < 3; i++) {
                Instant time = FIRST.plus(Duration.ofHours(hour + 1)).plusSeconds(600L + i);
                path.accept(events++, time.toEpochMilli(), event("e" + hour + "-" + i, time));
            }
        }
        long later = FIRST.plus(Duration.ofDays(60)).toEpochMilli();
        path.batches().time().advanceIdle(later);
        for (long now = later; path.batches().hasWork(now); now += 2_000) {
            path.batches().work(now);
        }

        // Then
        assertThat(made)
                .containsExactlyInAnyOrder(
                        SpecVersion.of(ONE).id(), SpecVersion.of(OTHER).id());
        assertThat(parts).hasSize((Reigns.MAX + 6) / 7);
        assertThat(parts).allSatisfy(part -> {
            long hour = Duration.between(FIRST, part.window().start()).toHours() - 1;
            ExportSpec ruling = hour % 2 == 0 ? ONE : OTHER;
            assertThat(part.configVersion()).isEqualTo(SpecVersion.of(ruling).id());
            assertThat(part.events()).isEqualTo(3);
        });
    }

    private ExportRecord record() {
        return catalog.snapshot()
                .tenant("acme")
                .orElseThrow()
                .record()
                .orElseThrow()
                .export("all");
    }

    /** From each hour on the other version rules. */
    private static TestCatalog catalog() {
        TestCatalog catalog = new TestCatalog();
        for (int i = 0; i < Reigns.MAX; i++) {
            catalog.apply(List.of(i % 2 == 0 ? ONE : OTHER), FIRST.plus(Duration.ofMinutes(60L * i + 30)));
        }
        return catalog;
    }

    private EventPath open() {
        Versions right = ExportBinder.forCurrentSchemas(name -> "secret").forPartition();
        Versions counted = (configVersion, spec) -> {
            made.add(configVersion);
            return right.of(configVersion, spec);
        };
        return EventPath.open(
                EventPaths.of(
                        catalog,
                        counted,
                        new InMemorySchemaLookup(),
                        BatchSettings.DEFAULT.withSpread(Duration.ZERO),
                        MemoryBudget.of(1 << 20)),
                0,
                new MapStore(),
                new CollectedParts(parts),
                System::nanoTime);
    }

    private static byte[] event(String id, Instant time) {
        return "{\"event_id\":\"%s\",\"tenant\":\"acme\",\"occurred_at\":\"%s\",\"method\":\"GET\",\"uri\":\"/of/%s\"}"
                .formatted(id, time, id)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ExportSpec spec(String... columns) {
        return new ExportSpec(
                new ExportId("acme", "all"),
                Source.DOWNLOAD,
                true,
                SelectSpec.ALL,
                List.of(),
                new KindSpec("csv", Map.of("columns", List.of(columns), "compression", "none")),
                ExportSpec.DEFAULT_LAYOUT,
                ScheduleSpec.HOURLY,
                8 * 1024 * 1024,
                true,
                Delivery.DEDICATED,
                new FileDestination(Path.of("/tmp/acme"), ""),
                Map.of());
    }
}
