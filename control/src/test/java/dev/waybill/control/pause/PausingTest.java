package dev.waybill.control.pause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.catalog.plan.ApplyChange;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.Planner;
import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.catalog.plan.Wish;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWriter;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.spec.SpecReader;
import dev.waybill.topics.FakeClients;
import dev.waybill.topics.TopicState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PausingTest {
    private static final ExportId DOWNLOADS = new ExportId("acme", "downloads");
    private static final String BROKEN = "{\"format\":99}";

    private static final String EXPORT = """
              - id: %s
                source: download
                format: { kind: csv }
                destination: { kind: file, directory: /tmp/%s-%s }
            """;

    private final FakeClients clients = new FakeClients();

    @TempDir
    Path folder;

    @BeforeEach
    void apply() throws IOException {
        clients.cluster.topics.put(Topics.CATALOG, new TopicState(1, KafkaCatalogTopic.TOPIC_CONFIG));
        apply("acme: audit downloads", "globex: downloads");
    }

    @Test
    void anExportIsHeldBackByItsNameAndTheCatalogKeepsWhoAndWhy() {
        // When
        PauseReport report = pause("acme/downloads", "nina", "ticket 9");

        // Then
        assertThat(report.text())
                .isEqualTo("paused acme/downloads: 1 export is held back within seconds; rows go on being collected\n");
        assertThat(catalog().paused(DOWNLOADS).orElseThrow().record().orElseThrow())
                .satisfies(record -> assertThat(record.since().by()).isEqualTo("nina"))
                .satisfies(record -> assertThat(record.since().why()).isEqualTo("ticket 9"));
        assertThat(catalog().paused(new ExportId("acme", "audit"))).isEmpty();
    }

    @Test
    void onlyExportsThatDeliverAreCounted() throws IOException {
        // Given
        clients.log.now = clients.log.now.plus(Duration.ofHours(3));
        apply("acme: audit", "globex: downloads");

        // Then
        assertThat(pause("acme", "nina", "").lines()).singleElement().asString().contains(": 1 export is held back");
        assertThat(pause("globex", "nina", "").lines())
                .singleElement()
                .asString()
                .contains(": 1 export is held back");
        assertThat(pauseAll().lines().get(0)).contains(": 2 exports are held back");
    }

    @Test
    void namesThePausesThatOverlapAndNoOthers() {
        // Given
        pause("acme/audit", "nina", "ticket 9");
        pause("globex", "ops", "unpaid");

        // When
        List<String> acme = pause("acme", "ops", "moves").lines();
        List<String> all = pauseAll().lines();

        // Then
        assertThat(acme)
                .hasSize(2)
                .element(1)
                .isEqualTo("also paused: acme/audit since 2026-03-04T05:06:07Z by nina: ticket 9");
        assertThat(all)
                .hasSize(4)
                .filteredOn(line -> line.startsWith("also paused: "))
                .hasSize(3);
    }

    @Test
    void whoPausedFirstIsNamedAndStays() {
        // Given
        pause("acme/downloads", "nina", "");
        Instant first = clients.log.now;
        clients.log.now = first.plusSeconds(60);

        // When
        PauseReport again = pause("acme/downloads", "ops", "me, too");

        // Then
        assertThat(again.lines()).hasSize(2);
        assertThat(again.lines().get(0)).contains("acme/downloads").contains("paused already");
        assertThat(again.lines().get(1)).isEqualTo("acme/downloads since 2026-03-04T05:06:07Z by nina");
        assertThat(catalog()
                        .paused(DOWNLOADS)
                        .orElseThrow()
                        .record()
                        .orElseThrow()
                        .since()
                        .at())
                .isEqualTo(first);
    }

    /** A record that nobody can read holds all the same; a pause of the same says again who holds it back. */
    @Test
    void aPauseThatCannotBeReadIsWrittenAnew() {
        // Given
        breaks("acme/downloads/pause");

        // When
        PauseReport other = pause("acme/audit", "ops", "moves");
        PauseReport wider = pause("acme", "ops", "moves");
        PauseReport same = pause("acme/downloads", "nina", "ticket 9");

        // Then
        assertThat(other.lines()).hasSize(1);
        assertThat(wider.lines())
                .contains("also paused: acme/downloads since 2026-03-04T05:06:07Z"
                        + " (the record cannot be read; it holds all the same)");
        assertThat(same.lines().get(0)).startsWith("paused acme/downloads: 1 export is held back");
        assertThat(catalog().paused(DOWNLOADS).orElseThrow().record()).isPresent();
    }

    @Test
    void whatIsResumedGoesOnUnlessAWiderPauseHolds() {
        // Given
        pause("acme/downloads", "nina", "ticket 9");
        pause("globex", "ops", "unpaid");

        // When
        List<String> export = resume("acme/downloads").lines();
        boolean held = catalog().paused(DOWNLOADS).isPresent();
        pauseAll();
        List<String> tenant = resume("globex").lines();

        // Then
        assertThat(held).isFalse();
        assertThat(export)
                .containsExactly(
                        "resumed acme/downloads: 1 export is let go on",
                        "ended: acme/downloads since 2026-03-04T05:06:07Z by nina: ticket 9");
        assertThat(tenant.get(0)).endsWith(": 0 exports are let go on");
        assertThat(tenant).element(2).asString().startsWith("still paused: ").endsWith("by ops: fire");
        assertThat(tenant).last().isEqualTo("1 export is still held back");
    }

    @Test
    void resumingATenantLeavesNoPauseOfItsExports() {
        // Given
        pause("acme/downloads", "nina", "ticket 9");
        pause("acme/audit", "nina", "ticket 9");
        pause("globex/downloads", "nina", "ticket 9");

        // When
        List<String> lines = resume("acme").lines();

        // Then
        assertThat(lines.get(0)).endsWith(": 2 exports are let go on");
        assertThat(lines).filteredOn(line -> line.startsWith("ended: ")).hasSize(2);
        assertThat(catalog().pauses())
                .extracting(paused -> paused.scope().toString())
                .containsExactly("globex/downloads");
    }

    @Test
    void whereNothingIsPausedNothingIsWritten() {
        // Given
        pauseAll();
        int before = clients.log.records(Topics.CATALOG).size();

        // When
        List<String> lines = resume("acme/audit").lines();

        // Then
        assertThat(lines.get(0)).isEqualTo("nothing is paused in acme/audit");
        assertThat(lines).last().isEqualTo("1 export is still held back");
        assertThat(clients.log.records(Topics.CATALOG)).hasSize(before);
    }

    @Test
    void findsWhatIsMeantAndSaysWhatMayBe() {
        assertUnknown("acme/down/loads", "\"acme/down/loads\" names no export; write TENANT or TENANT/EXPORT");
        assertUnknown("acmes", "no tenant \"acmes\" in the catalog; did you mean \"acme\"?");
        assertUnknown(
                "wayne-enterprises",
                "no tenant \"wayne-enterprises\" in the catalog of 2 tenants; ./waybill status lists them");
        assertUnknown("acme/audits", "tenant acme has no export \"audits\" in the catalog; did you mean \"audit\"?");
        assertUnknown("acme/x", "tenant acme has no export \"x\" in the catalog; allowed: audit, downloads");
        assertThat(catalog().pauses()).isEmpty();
    }

    /** Its exports are not known, so any may be meant; what can be no name is none. */
    @Test
    void aTenantThatCannotBeReadCanBePausedExportByExport() {
        // Given
        breaks("initech");

        // When
        PauseReport report = pause("initech/downloads", "nina", "ticket 9");

        // Then
        assertThat(report.text()).startsWith("paused initech/downloads: 0 exports are held back");
        assertThat(catalog().paused(new ExportId("initech", "downloads"))).isPresent();
        assertUnknown(
                "initech/Down Loads",
                "tenant initech has no export \"Down Loads\" in the catalog; an id has 1 to 63 of a-z, 0-9 and hyphen,"
                        + " not starting with a hyphen");
    }

    private void assertUnknown(String words, String message) {
        assertThatThrownBy(() -> pause(words, "nina", "why"))
                .isInstanceOf(UnknownNameException.class)
                .hasMessage(message);
    }

    private PauseReport pause(String words, String by, String why) {
        return pausing(pausing -> pausing.pause(known -> known.find(words), by, why));
    }

    private PauseReport pauseAll() {
        return pausing(pausing -> pausing.pause(known -> PauseScope.EVERYTHING, "ops", "fire"));
    }

    private PauseReport resume(String words) {
        return pausing(pausing -> pausing.resume(known -> known.find(words), "nina", ""));
    }

    private PauseReport pausing(Function<Pausing, PauseReport> what) {
        try (CatalogReader reader = CatalogReader.of(topic());
                KafkaCatalogTopic written = topic()) {
            return what.apply(new Pausing(reader, new CatalogWriter(written)));
        }
    }

    private CatalogSnapshot catalog() {
        try (CatalogReader reader = CatalogReader.of(topic())) {
            return reader.read(Duration.ofSeconds(30)).snapshot();
        }
    }

    private KafkaCatalogTopic topic() {
        return new KafkaCatalogTopic(clients, Map.of());
    }

    private void breaks(String key) {
        clients.log.append(new ProducerRecord<>(
                Topics.CATALOG, 0, key.getBytes(StandardCharsets.UTF_8), BROKEN.getBytes(StandardCharsets.UTF_8)));
    }

    /** @param tenants each with its exports, as in {@code acme: audit downloads} */
    private void apply(String... tenants) throws IOException {
        for (String tenant : tenants) {
            String[] words = tenant.split(":? ", -1);
            String exports = Stream.of(words)
                    .skip(1)
                    .map(export -> EXPORT.formatted(export, words[0], export))
                    .collect(Collectors.joining());
            Files.writeString(folder.resolve(words[0] + ".yaml"), "tenant: " + words[0] + "\nexports:\n" + exports);
        }
        CatalogSnapshot before = catalog();
        ApplyChange change = ApplyChange.planned(
                before,
                Planner.plan(before, Wish.allOf(SpecReader.read(folder)), tenant -> "id-of-" + tenant),
                SettingsWish.DEFAULTS,
                EnumSet.allOf(GuardRule.class),
                "ops",
                "");
        try (KafkaCatalogTopic topic = topic()) {
            new CatalogWriter(topic).write(change);
        }
    }
}
