package dev.waybill.control.console.checkup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.contract.ClusterException;
import dev.waybill.contract.ExportId;
import dev.waybill.control.console.check.RememberedDoctorRuns;
import dev.waybill.control.doctor.CheckResult;
import dev.waybill.control.doctor.DoctorReport;
import dev.waybill.control.doctor.ExportReport;
import dev.waybill.control.doctor.check.Diagnosis;
import dev.waybill.control.doctor.check.Outcome;
import dev.waybill.control.status.ScenarioCatalog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckupRoundTest {
    private static final ExportId DOWNLOADS = ScenarioCatalog.DOWNLOADS;
    private static final ExportId AUDIT = ScenarioCatalog.AUDIT;
    private static final ExportId TRAFFIC = new ExportId("globex", "traffic");
    private static final Duration DAY = Duration.ofDays(1);
    private static final String BUCKET = """
            tenant: globex
            exports:
              - id: traffic
                source: download
                format: { kind: csv }
                destination: { kind: s3, bucket: %s, prefix: x, region: eu-west-1, role-arn: "%s" }
            """;
    private static final String ROLE = "arn:aws:iam::111122223333:role/Logs";

    private final ScenarioCatalog catalog = new ScenarioCatalog();
    private final List<ExportId> looked = new ArrayList<>();
    private final Map<ExportId, Outcome> outcomes = new HashMap<>();
    private final Set<ExportId> unreachable = new HashSet<>();
    private Instant now = Instant.parse("2026-03-10T12:00:00Z");
    private Runnable during = () -> {};
    private Checkups checkups = new Checkups(new Rhythm(DAY), now);
    private CheckupRound round = round();

    @AfterEach
    void takeTheInterruptBack() {
        Thread.interrupted();
    }

    @Test
    void anExportIsLookedAtAsSoonAsTheCatalogShowsItAndOnce() {
        // Given
        catalog.apply("2026-03-01T05:10:00Z");
        round.step();

        // When
        catalog.add("2026-03-10T11:59:00Z", "globex", BUCKET.formatted("globex-logs", ROLE));
        all();

        // Then
        assertThat(looked).containsExactly(TRAFFIC);
        assertThat(checkups.of(TRAFFIC).orElseThrow().operators().outcome()).isEqualTo(Outcome.PASSED);
        assertThat(checkups.of(TRAFFIC).orElseThrow().export().since()).isAfterOrEqualTo(now);
        assertThat(checkups.of(DOWNLOADS)).isEmpty();
    }

    @Test
    void anExportIsLookedAtAgainWhenItsBucketOrItsRoleChanges() {
        // Given
        catalog.add("2026-03-01T05:10:00Z", "globex", BUCKET.formatted("globex-logs", ROLE));
        round.step();
        catalog.add("2026-03-10T11:00:00Z", "globex", BUCKET.formatted("globex-new", ROLE));
        all();
        Optional<Checkup> first = checkups.of(TRAFFIC);

        // When
        catalog.add("2026-03-10T11:30:00Z", "globex", BUCKET.formatted("globex-new", ROLE + "Writer"));
        outcomes.put(TRAFFIC, Outcome.WARNING);
        all();

        // Then
        assertThat(looked).containsExactly(TRAFFIC, TRAFFIC);
        assertThat(first.orElseThrow().operators().outcome()).isEqualTo(Outcome.PASSED);
        assertThat(checkups.of(TRAFFIC).orElseThrow().operators().outcome()).isEqualTo(Outcome.WARNING);
    }

    @Test
    void aVersionWithTheSameAccountIsNotNew() {
        // Given
        catalog.apply("2026-03-01T05:10:00Z");
        round.step();

        // When
        catalog.apply("2026-03-10T11:30:00Z", "redact: [ { kind: truncate-ip, ipv4: 24, ipv6: 48 } ]");
        all();

        // Then
        assertThat(looked).isEmpty();
    }

    @Test
    void everyExportIsLookedAtOnceADayAtItsOwnMoment() {
        // Given
        catalog.apply("2026-03-01T05:10:00Z");
        Map<ExportId, List<Instant>> times = new HashMap<>();

        // When
        for (int minute = 0; minute < 3 * 24 * 60; minute++) {
            looked.clear();
            all();
            looked.forEach(
                    id -> times.computeIfAbsent(id, any -> new ArrayList<>()).add(now));
            now = now.plusSeconds(60);
        }

        // Then
        assertThat(times).containsOnlyKeys(DOWNLOADS, AUDIT);
        assertThat(times.values()).allSatisfy(own -> {
            assertThat(own).hasSize(3);
            assertThat(Duration.between(own.get(0), own.get(1))).isEqualTo(DAY);
            assertThat(Duration.between(own.get(1), own.get(2))).isEqualTo(DAY);
        });
        assertThat(times.get(DOWNLOADS)).doesNotContainAnyElementsOf(times.get(AUDIT));
    }

    @Test
    void aConsoleThatBeginsLooksAtNewExportsFirstAndAtTheOthersByTheSchedule() {
        // Given
        catalog.apply("2026-03-01T05:10:00Z").add("2026-03-10T09:10:00Z", "globex", BUCKET.formatted("globex", ROLE));

        // When
        all();
        List<ExportId> first = List.copyOf(looked);
        for (int hour = 0; hour < 24; hour++) {
            now = now.plus(Duration.ofHours(1));
            all();
        }

        // Then
        assertThat(first).containsExactly(TRAFFIC);
        assertThat(looked).contains(DOWNLOADS, AUDIT);
    }

    @Test
    void whereACheckFailedItLooksAgainAfterAnHour() {
        // Given
        outcomes.put(TRAFFIC, Outcome.FAILED);
        catalog.add("2026-03-10T11:30:00Z", "globex", BUCKET.formatted("globex", ROLE));
        all();

        // When
        now = now.plus(Checkups.AGAIN).minusSeconds(1);
        all();
        int before = looked.size();
        outcomes.put(TRAFFIC, Outcome.PASSED);
        now = now.plusSeconds(1);
        all();

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(looked).hasSize(2);
        assertThat(checkups.of(TRAFFIC).orElseThrow().operators().outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void anAccountThatCannotBeLookedAtStopsNoOtherForLong() {
        // Given
        catalog.apply("2026-03-10T11:30:00Z").add("2026-03-10T11:40:00Z", "globex", BUCKET.formatted("globex", ROLE));
        unreachable.add(AUDIT);

        // When
        all();
        Optional<String> trouble = round.trouble();
        List<ExportId> before = List.copyOf(looked);
        now = now.plus(CheckupRound.REST);
        all();

        // Then
        assertThat(before).as("it may be the platform's own credentials").containsExactly(AUDIT);
        assertThat(trouble).contains("the doctor cannot look at accounts: no credentials");
        assertThat(looked).containsExactly(AUDIT, DOWNLOADS, TRAFFIC);
        assertThat(round.trouble()).isEmpty();
        assertThat(checkups.of(AUDIT)).isEmpty();
        unreachable.clear();
        now = now.plus(Checkups.RETRY);
        all();
        assertThat(checkups.of(AUDIT)).isPresent();
    }

    @Test
    void whatWasFoundElsewhereMeanwhileIsNotKept() {
        // Given
        catalog.add("2026-03-10T11:30:00Z", "globex", BUCKET.formatted("globex", ROLE));
        during = () -> {
            during = () -> {};
            catalog.add("2026-03-10T11:50:00Z", "globex", BUCKET.formatted("globex-2", ROLE));
            checkups.follow(new WatchedExports().of(catalog.snapshot()));
        };

        // When
        round.step();

        // Then
        assertThat(checkups.of(TRAFFIC)).isEmpty();
        all();
        assertThat(checkups.of(TRAFFIC).orElseThrow().export().destination().bucket())
                .isEqualTo("globex-2");
    }

    @Test
    void nothingIsKeptOfExportsThatThereAreNoMore() {
        // Given
        catalog.apply("2026-03-10T11:30:00Z");
        all();

        // When
        catalog.applyFile("2026-03-10T11:40:00Z", "tenant: acme\nexports: []\n");
        all();

        // Then
        assertThat(looked).containsExactlyInAnyOrder(DOWNLOADS, AUDIT);
        assertThat(checkups.all()).isEmpty();
        assertThat(checkups.count(Outcome.NOT_CHECKED)).isZero();
    }

    @Test
    void aConsoleWithoutAScheduleKeepsWhatSomebodyAskedForOnly() {
        // Given
        checkups = new Checkups(new Rhythm(Duration.ZERO), now);
        round = round();
        catalog.apply("2026-03-10T11:30:00Z");
        now = now.plus(DAY.multipliedBy(3));
        all();

        // When
        new RememberedDoctorRuns((tenant, export) -> report(DOWNLOADS), checkups).run("acme", Optional.of("downloads"));

        // Then
        assertThat(looked).isEmpty();
        assertThat(checkups.of(DOWNLOADS)).isPresent();
        assertThat(checkups.count(Outcome.PASSED)).isEqualTo(1);
        assertThat(checkups.count(Outcome.NOT_CHECKED)).isEqualTo(1);
    }

    @Test
    void aLookThatWasInterruptedSaysNothing() {
        // Given
        catalog.apply("2026-03-10T11:30:00Z");
        during = Thread.currentThread()::interrupt;

        // When
        round.step();

        // Then
        assertThat(looked).hasSize(1);
        assertThat(checkups.all()).isEmpty();
    }

    @Test
    void beforeTheCatalogIsKnownNothingIsLookedAt() {
        // Given
        catalog.apply("2026-03-10T11:30:00Z");
        CheckupRound early = new CheckupRound(
                checkups,
                () -> Knowledge.of(CatalogSnapshot.EMPTY, Instant.EPOCH),
                id -> {
                    throw new AssertionError("was asked");
                },
                Clock.fixed(now, ZoneOffset.UTC));

        // When
        boolean found = early.step();
        all();

        // Then
        assertThat(found).isFalse();
        assertThat(looked).as("they are those that a console begins with").hasSize(2);
    }

    @Test
    void theWordSaysWhetherLogsCanBeDelivered() {
        assertThat(word("put-below-prefix passed", "bucket-encryption not-checked"))
                .isEqualTo(Outcome.PASSED);
        assertThat(word("put-below-prefix not-checked", "clock-skew passed")).isEqualTo(Outcome.NOT_CHECKED);
        assertThat(word("put-below-prefix passed", "get-objects warning")).isEqualTo(Outcome.WARNING);
        assertThat(word("put-below-prefix passed", "get-objects warning", "export-topic failed"))
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void itsTenantIsNotToldOfThePlatformsCluster() {
        // Given
        List<CheckResult> results =
                List.of(result("put-below-prefix", Outcome.PASSED), result("export-topic", Outcome.FAILED));

        // When
        Checkup checkup = Checkup.of(watched(), now, new ExportReport(TRAFFIC, "s3://globex/x/", results));

        // Then
        assertThat(checkup.operators().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(checkup.operators().failure().orElseThrow().what())
                .isEqualTo("the doctor, export-topic: it was tried");
        assertThat(checkup.operators().json().text()).contains("export-topic");
        assertThat(checkup.tenant().outcome()).isEqualTo(Outcome.PASSED);
        assertThat(checkup.tenant().failure()).isEmpty();
        assertThat(checkup.tenant().json().text()).contains("put-below-prefix").doesNotContain("export-topic");
    }

    @Test
    void metricsNameExportsWhereACheckHasFailedAndNoOthers() {
        // Given
        catalog.apply("2026-03-10T11:30:00Z");
        outcomes.put(AUDIT, Outcome.FAILED);
        String before = CheckupMetrics.text(checkups.all());

        // When
        all();
        String text = CheckupMetrics.text(checkups.all());

        // Then
        assertThat(before).isEmpty();
        assertThat(text)
                .contains("waybill_doctor_failed{tenant=\"acme\",export=\"audit\",check=\"put-outside-prefix\"} 1\n")
                .contains("waybill_doctor_findings{tenant=\"acme\",export=\"audit\",outcome=\"passed\"} 1\n")
                .contains("waybill_doctor_last_run_timestamp_seconds " + now.getEpochSecond() + "\n")
                .doesNotContain("downloads");
        assertThat(checkups.count(Outcome.FAILED)).isEqualTo(1);
        assertThat(checkups.count(Outcome.PASSED)).isEqualTo(1);
    }

    @Test
    void momentsAreSpreadOverTheDay() {
        // Given
        Rhythm rhythm = new Rhythm(DAY);
        Map<Integer, Integer> hours = new HashMap<>();

        // When
        for (int i = 0; i < 10_000; i++) {
            Instant moment = rhythm.next(new ExportId("tenant-" + i, "downloads"), now);
            assertThat(moment).isAfter(now).isBeforeOrEqualTo(now.plus(DAY));
            hours.merge(moment.atOffset(ZoneOffset.UTC).getHour(), 1, Integer::sum);
        }

        // Then
        assertThat(hours).hasSize(24);
        assertThat(hours.values()).allSatisfy(count -> assertThat(count).isBetween(300, 550));
    }

    @Test
    void aRhythmIsNeitherTooShortNorTooLong() {
        assertThat(new Rhythm(Duration.ZERO).isOff()).isTrue();
        assertThatThrownBy(() -> new Rhythm(Duration.ofMinutes(59)))
                .hasMessage("the doctor looks every PT1H to PT720H, or PT0S: never; not every PT59M");
        assertThatThrownBy(() -> new Rhythm(Duration.ofDays(31))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rhythm(Duration.ofDays(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    /** Takes every step that there is to take now. */
    private void all() {
        for (int step = 0; round.step(); step++) {
            assertThat(step).as("steps at one moment").isLessThan(10);
        }
    }

    private CheckupRound round() {
        return new CheckupRound(
                checkups,
                () -> Knowledge.of(catalog.snapshot(), now),
                id -> {
                    looked.add(id);
                    during.run();
                    if (unreachable.contains(id)) {
                        throw new ClusterException("no credentials", new RuntimeException());
                    }
                    return report(id);
                },
                new Clock() {
                    @Override
                    public Instant instant() {
                        return now;
                    }

                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }
                });
    }

    private DoctorReport report(ExportId id) {
        String base = new WatchedExports()
                .of(catalog.snapshot()).stream()
                        .filter(export -> export.id().equals(id))
                        .findFirst()
                        .orElseThrow()
                        .destination()
                        .base();
        return new DoctorReport(
                now,
                List.of(new ExportReport(
                        id,
                        base,
                        List.of(
                                result("put-below-prefix", Outcome.PASSED),
                                result("put-outside-prefix", outcomes.getOrDefault(id, Outcome.PASSED))))));
    }

    private Outcome word(String... checks) {
        List<CheckResult> results = new ArrayList<>();
        for (String check : checks) {
            String[] words = check.split(" ");
            results.add(result(
                    words[0],
                    Outcome.valueOf(words[1].toUpperCase(java.util.Locale.ROOT).replace('-', '_'))));
        }
        return Checkup.of(watched(), now, new ExportReport(TRAFFIC, "s3://globex/x/", results))
                .operators()
                .outcome();
    }

    private WatchedExport watched() {
        ScenarioCatalog one =
                new ScenarioCatalog().add("2026-03-10T11:30:00Z", "globex", BUCKET.formatted("globex", ROLE));
        return new WatchedExports().of(one.snapshot()).get(0);
    }

    private static CheckResult result(String check, Outcome outcome) {
        return new CheckResult(
                check,
                new Diagnosis(outcome, "it was tried", outcome == Outcome.PASSED ? "" : "change it", Optional.empty()));
    }
}
