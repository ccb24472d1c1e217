package dev.waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MapStore;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.batch.Part;
import dev.waybill.batch.QuietEmitter;
import dev.waybill.batch.store.StoreKeys;
import dev.waybill.batch.store.StoredSpec;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.record.TenantJson;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Sha256;
import dev.waybill.contract.Source;
import dev.waybill.export.ExportVersion;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.spec.yaml.SpecException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The store holds windows of a version whose spec another program wrote, and which this one cannot read. */
class UnreadableSpecTest {
    private static final ExportId READABLE = new ExportId("acme", "readable");
    private static final ExportId OTHER = new ExportId("acme", "other");
    private static final long ARRIVED = Instant.parse("2026-03-04T05:30:00Z").toEpochMilli();
    private static final long ARRIVED_NEXT =
            Instant.parse("2026-03-04T06:30:00Z").toEpochMilli();

    private final TestCatalog catalog = TestCatalog.ruling(List.of(spec(READABLE), spec(OTHER)));
    private MapStore store = new MapStore();
    private final List<Part> parts = new ArrayList<>();
    private final List<String> heldBack = new ArrayList<>();

    @Test
    void keepsTheWindowsOfThatExportSaysSoAndDeliversTheOthers() {
        // Given
        begin();
        rewriteSpec(OTHER, json -> json.replace("\"kind\":\"csv\"", "\"kind\":\"hologram\""));

        // When
        EventPath path = open();
        path.batches().replayed();
        closeAll(path);

        // Then
        assertThat(parts).extracting(Part::export).containsExactly(READABLE);
        assertThat(path.heldBack()).containsOnlyKeys(OTHER);
        assertThat(path.batches().openBatches()).isOne();
        assertThat(heldBack)
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .startsWith("acme/other: 1 problem:")
                        .contains("windows were begun under version " + version(OTHER)
                                + ", which this program cannot read")
                        .contains("they are kept; run the version of Waybill that wrote them, or a newer one"));
    }

    @Test
    void whatIsNoSpecAtAllConcernsItsExportOnlyToo() {
        for (String text : List.of("", "{", "[]", "null", "{\"tenant\":7}", "\1\2", "{\"schedule\":{}}")) {
            // Given
            parts.clear();
            begin();
            rewriteSpec(OTHER, json -> text);

            // When
            EventPath path = open();
            path.batches().replayed();
            closeAll(path);

            // Then
            assertThat(parts).as(text).extracting(Part::export).containsExactly(READABLE);
            assertThat(path.heldBack()).as(text).containsOnlyKeys(OTHER);
        }
    }

    @Test
    void deliversTheWindowsOnceTheSpecCanBeRead() {
        // Given
        begin();
        String[] written = {""};
        rewriteSpec(OTHER, json -> {
            written[0] = json;
            return "{}";
        });
        EventPath unable = open();
        unable.batches().replayed();
        closeAll(unable);
        unable.batches().close();

        // When
        rewriteSpec(OTHER, json -> written[0]);
        EventPath able = open();
        able.batches().replayed();
        closeAll(able);

        // Then
        assertThat(parts).extracting(Part::export).containsExactly(READABLE, OTHER);
        assertThat(parts)
                .extracting(part -> new String(part.bytes(), StandardCharsets.UTF_8))
                .containsOnly("event_id\na\n");
        assertThat(able.heldBack()).isEmpty();
        assertThat(able.batches().openBatches()).isZero();
    }

    @Test
    void eventsOfThatVersionWaitInTheSourceAndThoseOfTheOthersAreTaken() {
        // Given
        begin();
        rewriteSpec(OTHER, json -> "{}");
        EventPath path = open();
        path.batches().replayed();

        // When
        path.accept(1, ARRIVED_NEXT, event("b", "2026-03-04T06:30:00Z"));
        closeAll(path);

        // Then
        assertThat(parts).extracting(Part::export).containsExactly(READABLE, READABLE);
        assertThat(path.batches().lagging().waitingSinceMillis()).hasValue(ARRIVED);
        assertThat(path.heldBack()).containsOnlyKeys(OTHER);
    }

    @Test
    void anExportOfAnotherSourceIsNotHeldBackForTheEventsOfThisOne() {
        for (String other : List.of("\"kind\":\"hologram\"", "\"hologram\":3,\"kind\":\"csv\"")) {
            // Given
            catalog.apply(List.of(spec(READABLE), spec(OTHER, Source.AUDIT)), Instant.parse("2026-02-01T00:00:00Z"));
            rewriteInCatalog(OTHER, json -> json.replace("\"kind\":\"csv\"", other));
            store = new MapStore();
            parts.clear();
            EventPath path = open();

            // When
            path.accept(0, ARRIVED, event("a", "2026-03-04T05:30:00Z"));
            closeAll(path);

            // Then
            assertThat(path.heldBack()).isEmpty();
            assertThat(heldBack).isEmpty();
            assertThat(parts).extracting(Part::export).containsExactly(READABLE);
        }
    }

    @Test
    void anExportOfThisSourceIsHeldBackWhoseSpecInTheCatalogCannotBeRead() {
        // Given
        rewriteInCatalog(OTHER, json -> json.replace("\"kind\":\"csv\"", "\"kind\":\"hologram\""));
        EventPath path = open();

        // When
        path.accept(0, ARRIVED, event("a", "2026-03-04T05:30:00Z"));
        closeAll(path);

        // Then
        assertThat(path.heldBack()).containsOnlyKeys(OTHER);
        assertThat(parts).extracting(Part::export).containsExactly(READABLE);
    }

    /** Another program wrote the spec that rules last, as intact as any. */
    private void rewriteInCatalog(ExportId export, UnaryOperator<String> text) {
        TenantRecord record =
                catalog.snapshot().tenant("acme").orElseThrow().record().orElseThrow();
        SpecVersion last = record.export(export.export()).last().orElseThrow();
        String json = text.apply(last.json());
        catalog.put(
                "acme",
                new String(TenantJson.write(record), StandardCharsets.UTF_8)
                        .replace(last.json(), json)
                        .replace(last.id(), Sha256.hex(json).substring(0, 12)),
                Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(catalog.snapshot().faults()).isEmpty();
    }

    /** One event stands in the store, for both exports. */
    private void begin() {
        store = new MapStore();
        EventPath path = open();
        path.accept(0, ARRIVED, event("a", "2026-03-04T05:30:00Z"));
        for (long now = ARRIVED; now <= ARRIVED + 20_000; now += 10_000) {
            path.batches().work(now);
        }
        path.batches().close();
        heldBack.clear();
    }

    private void rewriteSpec(ExportId export, UnaryOperator<String> text) {
        List<byte[]> keys = new ArrayList<>();
        store.scan(StoreKeys.SPECS, (key, value) -> {
            if (StoredSpec.decode(value).export().equals(export)) {
                keys.add(key);
            }
        });
        assertThat(keys).hasSize(1);
        StoredSpec known = StoredSpec.decode(store.find(keys.get(0)));
        StoredSpec other =
                new StoredSpec(known.export(), known.grace(), known.deduplicates(), text.apply(known.json()));
        store.put(keys.get(0), other.encode());
    }

    private String version(ExportId export) {
        List<String> versions = new ArrayList<>();
        store.scan(StoreKeys.SPECS, (key, value) -> {
            if (StoredSpec.decode(value).export().equals(export)) {
                versions.add(StoreKeys.readSpec(key));
            }
        });
        return versions.get(0);
    }

    private EventPath open() {
        BatchSettings settings =
                BatchSettings.DEFAULT.withSpread(Duration.ZERO).withReplayDistance(Duration.ofSeconds(1));
        return EventPath.open(
                EventPaths.of(catalog, settings, MemoryBudget.of(1 << 20)), 0, store, new Emitted(), System::nanoTime);
    }

    private static void closeAll(EventPath path) {
        long later = Instant.parse("2026-03-07T00:00:00Z").toEpochMilli();
        path.batches().time().advanceIdle(later);
        for (int i = 0; i < 20; i++) {
            path.batches().work(later + 2_000L * i);
        }
    }

    private static byte[] event(String id, String time) {
        return "{\"event_id\":\"%s\",\"tenant\":\"acme\",\"occurred_at\":\"%s\"}"
                .formatted(id, time)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ExportSpec spec(ExportId id) {
        return spec(id, Source.DOWNLOAD);
    }

    private static ExportSpec spec(ExportId id, Source source) {
        return new ExportSpec(
                id,
                source,
                true,
                SelectSpec.ALL,
                List.of(),
                new KindSpec("csv", Map.of("columns", List.of("event_id"), "compression", "none")),
                ExportSpec.DEFAULT_LAYOUT,
                ScheduleSpec.HOURLY,
                8 * 1024 * 1024,
                true,
                Delivery.DEDICATED,
                new FileDestination(Path.of("/tmp/acme"), ""),
                Map.of());
    }

    private final class Emitted implements Outbox, QuietEmitter {
        @Override
        public boolean accepts(ExportVersion version) {
            return !version.topic().isEmpty();
        }

        @Override
        public void emit(Part part) {
            parts.add(part);
        }

        @Override
        public void quarantine(ClaimTicketDraft ticket) {
            throw new AssertionError(ticket.reason());
        }

        @Override
        public void unrouted(Unruled why) {
            throw new AssertionError(why);
        }

        @Override
        public void fault(Throwable fault) {
            throw new AssertionError(fault);
        }

        @Override
        public void heldBack(ExportId export, SpecException why) {
            heldBack.add(export + ": " + why.getMessage());
        }

        @Override
        public void released(ExportId export) {
            throw new AssertionError(export);
        }
    }
}
