package dev.waybill.catalog.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.catalog.reign.Ruled;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrimmingTest {
    private static final ExportId DOWNLOADS = new ExportId("acme", "downloads");
    private static final Duration RETENTION = Duration.ofDays(7);
    /** History, retention, an hourly window, the grace and the slack. */
    private static final Duration LONG = Duration.ofDays(30)
            .plus(RETENTION)
            .plus(Duration.ofHours(1))
            .plus(Duration.ofMinutes(10))
            .plus(Duration.ofSeconds(10));

    private final PlannedCatalog catalog = new PlannedCatalog();

    @Test
    void aVersionGoesOnceNothingOfItCanComeOrBeReadAgain() {
        // Given
        catalog.apply(wish("a"));
        catalog.pass(Duration.ofDays(1));
        catalog.apply(wish("b"));
        String first = version(0);
        Instant end = record().reigns().list().get(1).from();
        catalog.passUntil(end.plus(LONG).minusSeconds(1));
        trim(wish("c"), evidence());
        Set<String> aSecondBefore = record().trimmed().keySet();

        // When
        catalog.passUntil(end.plus(LONG));
        trim(wish("d"), evidence());

        // Then
        assertThat(aSecondBefore).isEmpty();
        assertThat(record().trimmed().keySet()).containsExactly(first);
        assertThat(record().versions()).hasSize(2).doesNotContainKey(first);
        assertThat(version(0)).as("its reign").isEqualTo(first);
        assertThat(record().destination(first).orElseThrow().prefix()).isEqualTo("of-a");
        assertThat(record().names(first)).isTrue();
    }

    @Test
    void whatHasAnOpenWindowOrAnUndeliveredPartStays() {
        // Given
        Window ofFirst = twoVersionsLongAgo();

        // When
        trim(wish("c"), new TrimEvidence(retention(), Map.of(DOWNLOADS, new TreeSet<>(Set.of(ofFirst)))));

        // Then
        assertThat(record().trimmed()).isEmpty();
    }

    @Test
    void whatIsOpenOfAnotherVersionIsNoReason() {
        // Given
        Window ofFirst = twoVersionsLongAgo();
        Window ofSecond = new Window(ofFirst.end(), ofFirst.end().plusSeconds(3600));

        // When
        trim(wish("c"), new TrimEvidence(retention(), Map.of(DOWNLOADS, new TreeSet<>(Set.of(ofSecond)))));

        // Then
        assertThat(record().trimmed()).hasSize(1);
    }

    @Test
    void withoutEvidenceEverythingStays() {
        twoVersionsLongAgo();

        trim(wish("c"), TrimEvidence.NONE);
        trim(wish("d"), new TrimEvidence(retention(), Map.of()));
        trim(wish("e"), new TrimEvidence(Map.of(Source.AUDIT, RETENTION), nothingUnsettled()));

        assertThat(record().trimmed()).isEmpty();
        assertThat(record().versions()).hasSize(3);
    }

    @Test
    void whatRuledLastStaysForWhenTheExportComesBack() {
        // Given
        catalog.apply(wish("a"));
        catalog.pass(Duration.ofDays(1));
        catalog.apply(removed());
        catalog.pass(Duration.ofDays(400));

        // When
        trim(wish("a"), evidence());

        // Then
        assertThat(record().trimmed()).isEmpty();
        assertThat(record().last()).isPresent();
    }

    @Test
    void aVersionWithAKeyStaysSinceItsEpochHasOneKeyForEver() {
        // Given
        catalog.apply(Wish.allOf(specs("a", "redact: [{ kind: hash, field: user, key: \"${env:KEY}\" }]")));
        catalog.pass(Duration.ofDays(1));
        catalog.apply(wish("b"));
        catalog.pass(Duration.ofDays(400));

        // When
        trim(wish("c"), evidence());

        // Then
        assertThat(record().trimmed()).isEmpty();
    }

    @Test
    void aVersionThatIsAppliedAgainHasItsSpecAgain() {
        // Given
        twoVersionsLongAgo();
        String first = version(0);
        trim(wish("c"), evidence());
        assertThat(record().trimmed()).containsKey(first);

        // When
        catalog.apply(wish("a"));

        // Then
        assertThat(record().trimmed()).isEmpty();
        assertThat(record().last().orElseThrow().id()).isEqualTo(first);
    }

    @Test
    void whatIsOverIsWorthLookingForEvidence() {
        // Given
        twoVersionsLongAgo();

        // Then
        assertThat(trimming(catalog.now()).candidates(catalog.record("acme"))).containsExactly(DOWNLOADS);
        assertThat(trimming(Instant.parse("2026-03-04T05:10:00Z")).candidates(catalog.record("acme")))
                .isEmpty();
    }

    private Trimming trimming(Instant at) {
        return new Trimming(catalog.snapshot().settings(), TrimEvidence.NONE, at);
    }

    /** Versions that follow each other at random, against the rule said shortly: what goes, goes; what stays, stays. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void trimsExactlyWhatTheRuleSays(int firstSeed) {
        int trimmed = 0;
        int kept = 0;
        for (int seed = firstSeed * 40; seed < firstSeed * 40 + 40; seed++) {
            Random random = new Random(seed);
            PlannedCatalog world = new PlannedCatalog();
            List<Window> unsettled = new ArrayList<>();
            for (int change = 0; change < 12; change++) {
                world.apply(random.nextInt(5) == 0 && change > 0 ? removed() : wish("v" + random.nextInt(4)));
                if (random.nextInt(3) == 0) {
                    Instant start = world.now().minus(Duration.ofHours(random.nextInt(24 * 30)));
                    unsettled.add(new Window(start, start.plusSeconds(3600)));
                }
                world.pass(Duration.ofHours(random.nextInt(24 * 25)));
            }
            ExportRecord before = world.record("acme").export("downloads");
            TrimEvidence evidence = new TrimEvidence(retention(), Map.of(DOWNLOADS, new TreeSet<>(unsettled)));

            trim(world, wish("new"), evidence);

            ExportRecord after = world.record("acme").export("downloads");
            Set<String> expected = oracle(before, unsettled, world.now());
            assertThat(after.trimmed().keySet()).as("seed %d", seed).isEqualTo(expected);
            assertThat(after.reigns().list().subList(0, before.reigns().list().size() - 1))
                    .isEqualTo(before.reigns()
                            .list()
                            .subList(0, before.reigns().list().size() - 1));
            for (String version : expected) {
                assertThat(after.destination(version)).isEqualTo(before.destination(version));
            }
            trimmed += expected.size();
            kept += after.versions().size();
        }
        assertThat(trimmed).isGreaterThan(20);
        assertThat(kept).isGreaterThan(20);
    }

    private static Set<String> oracle(ExportRecord record, List<Window> unsettled, Instant now) {
        Map<String, Boolean> goes = new HashMap<>();
        for (Ruled reign : record.reigns().ofVersions()) {
            boolean isOver =
                    reign.until().isPresent() && !reign.until().get().plus(LONG).isAfter(now);
            boolean isSettled = unsettled.stream()
                    .noneMatch(window ->
                            record.reigns().at(Micros.of(window.start())) instanceof Ruled at && at.equals(reign)
                                    || record.reigns().at(Micros.of(window.end()) - 1) instanceof Ruled until
                                            && until.equals(reign));
            goes.merge(reign.version(), isOver && isSettled, Boolean::logicalAnd);
        }
        return goes.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Answers the last window of the first version. */
    private Window twoVersionsLongAgo() {
        catalog.apply(wish("a"));
        catalog.pass(Duration.ofDays(1));
        catalog.apply(wish("b"));
        Instant end = record().reigns().list().get(1).from();
        catalog.pass(Duration.ofDays(400));
        return new Window(end.minusSeconds(3600), end);
    }

    private void trim(Wish wish, TrimEvidence evidence) {
        trim(catalog, wish, evidence);
    }

    private static void trim(PlannedCatalog world, Wish wish, TrimEvidence evidence) {
        ApplyChange change = ApplyChange.planned(
                        world.snapshot(),
                        world.plan(wish),
                        SettingsWish.DEFAULTS,
                        EnumSet.allOf(GuardRule.class),
                        "ops",
                        "")
                .with(evidence);
        world.take((Records) world.decide(change));
    }

    private ExportRecord record() {
        return catalog.record("acme").export("downloads");
    }

    private String version(int reign) {
        return record().reigns().ofVersions().get(reign).version();
    }

    private static TrimEvidence evidence() {
        return new TrimEvidence(retention(), nothingUnsettled());
    }

    private static Map<Source, Duration> retention() {
        return Map.of(Source.DOWNLOAD, RETENTION);
    }

    private static Map<ExportId, SortedSet<Window>> nothingUnsettled() {
        return Map.of(DOWNLOADS, new TreeSet<>());
    }

    private static Wish removed() {
        return Wish.allOf(SpecReader.parse("acme.yaml", "tenant: acme\nexports: []\n"));
    }

    private static Wish wish(String name) {
        return Wish.allOf(specs(name, ""));
    }

    private static TenantSpecs specs(String name, String more) {
        return SpecReader.parse("acme.yaml", """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    format: { kind: csv }
                    destination: { kind: file, directory: /tmp/acme, prefix: of-%s }
                    %s
                """.formatted(name, more));
    }
}
