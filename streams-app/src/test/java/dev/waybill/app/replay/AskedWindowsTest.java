package dev.waybill.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ExportId;
import dev.waybill.delivery.TestCatalog;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The export was hourly, then every half an hour, then off; it began on 4 March at 5. */
class AskedWindowsTest {
    private static final Instant BEGUN = Instant.parse("2026-03-04T04:10:00Z");
    private static final CatalogSnapshot CATALOG = new TestCatalog()
            .apply(specs("hourly", "true"), TestCatalog.SETTINGS, BEGUN)
            .apply(specs("0,30 * * * *", "true"), Instant.parse("2026-03-04T06:10:00Z"))
            .apply(specs("0,30 * * * *", "false"), Instant.parse("2026-03-04T07:40:00Z"))
            .snapshot();

    @Test
    void areThoseOfTheVersionsThatReigned() {
        assertThat(windows("2026-03-04T00:00:00Z", "2026-03-05T00:00:00Z", ReplayVersions.REIGNED))
                .containsExactly(
                        "2026-03-04T05:00:00Z/2026-03-04T06:00:00Z",
                        "2026-03-04T06:00:00Z/2026-03-04T07:00:00Z",
                        "2026-03-04T07:00:00Z/2026-03-04T07:30:00Z",
                        "2026-03-04T07:30:00Z/2026-03-04T08:00:00Z");
    }

    @Test
    void startInTheTimeThatWasAskedForAndAreNeverCut() {
        assertThat(windows("2026-03-04T05:00:01Z", "2026-03-04T07:00:01Z", ReplayVersions.REIGNED))
                .containsExactly(
                        "2026-03-04T06:00:00Z/2026-03-04T07:00:00Z", "2026-03-04T07:00:00Z/2026-03-04T07:30:00Z");
    }

    @Test
    void endWhereTheFirstReignBeginsIfItsVersionIsTakenBeforeIt() {
        assertThat(windows("2026-03-04T03:00:00Z", "2026-03-04T09:00:00Z", ReplayVersions.NEXT))
                .containsExactly(
                        "2026-03-04T03:00:00Z/2026-03-04T04:00:00Z", "2026-03-04T04:00:00Z/2026-03-04T05:00:00Z");
    }

    @Test
    void thatWereDiscardedAreDeliveredUnderTheCurrentVersionOnly() {
        // Given
        CatalogSnapshot changed = new TestCatalog()
                .apply(specs("hourly", "true"), TestCatalog.SETTINGS, BEGUN)
                .apply(specs("0,30 * * * *", "true"), Instant.parse("2026-03-04T06:10:00Z"))
                .snapshot();
        TenantRecord tenant = changed.tenant("acme").orElseThrow().record().orElseThrow();
        SortedMap<String, ExportRecord> exports = new TreeMap<>(tenant.exports());
        exports.computeIfPresent(
                "downloads", (id, export) -> export.discarding(new Change("ops", Instant.EPOCH, "leak")));
        CatalogSnapshot discarded = changed.withTenants(
                List.of(new TenantRecord("acme", tenant.externalId(), tenant.changed(), exports, tenant.unknown())));

        // When, Then
        assertThat(whyNot(discarded, ReplayVersions.REIGNED))
                .containsExactly("05:00 DISCARDED", "06:00 DISCARDED", "07:00 delivered", "07:30 delivered");
        assertThat(whyNot(discarded, ReplayVersions.CURRENT)).allMatch(window -> window.endsWith("delivered"));
    }

    private static List<String> whyNot(CatalogSnapshot catalog, ReplayVersions versions) {
        return list(catalog, "2026-03-04T05:00:00Z", "2026-03-04T08:00:00Z", versions).stream()
                .map(window -> window.window().start().toString().substring(11, 16) + " "
                        + window.whyNot().map(Enum::name).orElse("delivered"))
                .toList();
    }

    @Test
    void fillWhereNoVersionRuledWithTheWindowsOfTheNext() {
        // Given
        CatalogSnapshot back = new TestCatalog()
                .apply(specs("hourly", "true"), TestCatalog.SETTINGS, BEGUN)
                .apply(specs("hourly", "false"), Instant.parse("2026-03-04T06:10:00Z"))
                .apply(specs("0,30 * * * *", "true"), Instant.parse("2026-03-04T07:40:00Z"))
                .snapshot();

        // Then
        assertThat(windows(back, "2026-03-04T04:00:00Z", "2026-03-04T12:00:00Z", ReplayVersions.NEXT))
                .containsExactly(
                        "2026-03-04T04:00:00Z/2026-03-04T05:00:00Z",
                        "2026-03-04T07:00:00Z/2026-03-04T07:30:00Z",
                        "2026-03-04T07:30:00Z/2026-03-04T08:00:00Z");
    }

    @Test
    void areTheLastOnesBeforeTheFirstReignInAHistory() {
        ReplayRequest history = ReplayRequest.history(
                new ExportId("acme", "downloads"), Instant.parse("2026-03-04T05:00:00Z"), Duration.ofHours(3));
        AskedWindows asked = asked(CATALOG, history);

        assertThat(asked.list(asked.versions()))
                .extracting(window -> window.window().start())
                .containsExactly(
                        Instant.parse("2026-03-04T02:00:00Z"),
                        Instant.parse("2026-03-04T03:00:00Z"),
                        Instant.parse("2026-03-04T04:00:00Z"));
    }

    @Test
    void areRefusedUnderTheCurrentVersionOfAnExportThatHasEnded() {
        assertThatThrownBy(() -> windows("2026-03-04T05:00:00Z", "2026-03-04T06:00:00Z", ReplayVersions.CURRENT))
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessage("acme/downloads has ended: no version rules now; replay the versions that reigned");
    }

    @Test
    void areThoseOfTheLastVersionAtAllTimes() {
        CatalogSnapshot running = new TestCatalog()
                .apply(specs("hourly", "true"), TestCatalog.SETTINGS, BEGUN)
                .apply(specs("daily", "true"), Instant.parse("2026-03-04T06:10:00Z"))
                .snapshot();

        assertThat(windows(running, "2026-03-03T00:00:00Z", "2026-03-04T12:00:00Z", ReplayVersions.CURRENT))
                .containsExactly(
                        "2026-03-03T00:00:00Z/2026-03-04T00:00:00Z", "2026-03-04T00:00:00Z/2026-03-05T00:00:00Z");
    }

    @Test
    void areDueAfterGraceAndSlack() {
        assertThat(list(CATALOG, "2026-03-04T05:00:00Z", "2026-03-04T06:00:00Z", ReplayVersions.REIGNED))
                .singleElement()
                .satisfies(window -> assertThat(window.due()).isEqualTo("2026-03-04T06:10:10Z"));
    }

    @Test
    void areNotOfAVersionThatWasTrimmed() {
        // Given
        TenantRecord whole = CATALOG.tenant("acme").orElseThrow().record().orElseThrow();
        ExportRecord downloads = whole.export("downloads");
        String first = downloads.reigns().ofVersions().get(0).version();
        TenantRecord trimmed = new TenantRecord(
                "acme",
                whole.externalId(),
                whole.changed(),
                new TreeMap<>(Map.of("downloads", downloads.trimmed(Set.of(first)))),
                whole.unknown());
        CatalogSnapshot catalog = CATALOG.withTenants(List.of(trimmed));

        // Then
        assertThat(windows(catalog, "2026-03-04T07:00:00Z", "2026-03-05T00:00:00Z", ReplayVersions.REIGNED))
                .hasSize(2);
        assertThatThrownBy(
                        () -> windows(catalog, "2026-03-04T06:00:00Z", "2026-03-05T00:00:00Z", ReplayVersions.REIGNED))
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessage("the catalog does not hold version " + first
                        + " of acme/downloads any more, since nothing of its windows is in the input; ask for windows from"
                        + " 2026-03-04T07:00:00Z on");
    }

    @Test
    void areOfExportsThatThereAre() {
        ReplayRequest request = new ReplayRequest(
                "acme", Optional.of("uploads"), BEGUN, BEGUN.plusSeconds(1), ReplayVersions.REIGNED, new OwnFolder());

        assertThatThrownBy(() -> asked(CATALOG, request).versions())
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessage("the catalog has no export acme/uploads; tenant acme has downloads");
    }

    @Test
    void areNotMoreThanOneRunShouldMake() {
        assertThatThrownBy(() -> windows("1970-01-01T00:00:00Z", "2026-03-04T00:00:00Z", ReplayVersions.NEXT))
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessage("more than 100000 windows are asked for; ask for a shorter time, several times");
    }

    private static List<String> windows(String from, String to, ReplayVersions versions) {
        return windows(CATALOG, from, to, versions);
    }

    private static List<String> windows(CatalogSnapshot catalog, String from, String to, ReplayVersions versions) {
        return list(catalog, from, to, versions).stream()
                .map(window -> window.window().start() + "/" + window.window().end())
                .toList();
    }

    private static List<PlannedWindow> list(CatalogSnapshot catalog, String from, String to, ReplayVersions versions) {
        AskedWindows asked = asked(
                catalog,
                new ReplayRequest(
                        "acme",
                        Optional.of("downloads"),
                        Instant.parse(from),
                        Instant.parse(to),
                        versions,
                        new OwnFolder()));
        return asked.list(asked.versions());
    }

    private static AskedWindows asked(CatalogSnapshot catalog, ReplayRequest request) {
        TenantRecord tenant = catalog.tenant("acme").orElseThrow().record().orElseThrow();
        return new AskedWindows(request, tenant, catalog.settings().orElseThrow());
    }

    private static List<ExportSpec> specs(String every, String enabled) {
        return SpecReader.parse("acme.yaml", """
                tenant: acme
                exports:
                  - id: downloads
                    enabled: %s
                    source: download
                    schedule: { every: "%s" }
                    format: { kind: csv }
                    destination: { kind: file, directory: /tmp/acme }
                """.formatted(enabled, every)).exports();
    }
}
