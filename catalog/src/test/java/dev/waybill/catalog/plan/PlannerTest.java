package dev.waybill.catalog.plan;

import static dev.waybill.catalog.TestSpecs.allOf;
import static dev.waybill.catalog.TestSpecs.destination;
import static dev.waybill.catalog.TestSpecs.export;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.record.TenantJson;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.Reigns;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.catalog.reign.VersionReign;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final ExportId DOWNLOADS = new ExportId("acme", "downloads");
    private static final ExportSpec HOURLY = export("acme", "downloads");
    private static final ExportSpec DAILY =
            export("acme", "downloads", "schedule: { every: daily, zone: Europe/Berlin }");

    private final PlannedCatalog catalog = new PlannedCatalog();

    @Test
    void addsAndThenFindsNothingToDo() {
        // When
        Plan first = catalog.apply(allOf(HOURLY, export("acme", "audit"), export("beta", "downloads")));

        // Then
        assertThat(kinds(first)).containsExactly("acme/audit added", "acme/downloads added", "beta/downloads added");
        assertThat(catalog.plan(allOf(HOURLY, export("acme", "audit"), export("beta", "downloads")))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void namesTheKeysThatChange() {
        // Given
        catalog.apply(allOf(HOURLY));

        // When
        Plan plan = catalog.plan(allOf(DAILY));

        // Then
        assertThat(plan.tenants().get(0).exports())
                .containsExactly(new ExportChanged(HOURLY, DAILY, List.of("schedule.every", "schedule.zone")));
    }

    @Test
    void removesWhatIsGoneAndSwitchesOffWhatSaysSo() {
        // Given
        catalog.apply(allOf(HOURLY, export("acme", "audit"), export("beta", "downloads")));

        // When
        Plan plan = catalog.apply(allOf(HOURLY.withEnabled(false), export("beta", "downloads")));

        // Then
        assertThat(kinds(plan))
                .containsExactly("acme/audit removed", "acme/downloads disabled", "beta/downloads unchanged");
        assertThat(catalog.plan(allOf(HOURLY.withEnabled(false), export("beta", "downloads")))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void dropsWhatIsNotDeliveredOfEarlierReignsOfAnExportThatIsPaused() {
        // Given
        catalog.apply(allOf(HOURLY));
        catalog.pass(Duration.ofDays(1));
        assertThat(discarding(HOURLY).isEmpty()).as("there is no earlier reign").isTrue();
        Plan unpaused = discarding(DAILY);
        assertThat(problems(catalog.decide(unpaused, SettingsWish.DEFAULTS, Set.of())))
                .containsExactly("names an export that is not paused: \"acme/downloads\"; run ./waybill pause"
                        + " acme/downloads first, so that nothing leaves meanwhile");
        pause();

        // When
        catalog.take((Records) catalog.decide(discarding(DAILY), SettingsWish.DEFAULTS, Set.of()));

        // Then
        ExportRecord downloads = record().export("downloads");
        assertThat(downloads.discard().orElseThrow().before())
                .isEqualTo(downloads.reigns().list().get(1).from());
        assertThat(discarding(DAILY).isEmpty()).as("it has been dropped").isTrue();
    }

    @Test
    void dropsNothingOfAnExportThatSomebodyHasLetGoOnSinceItWasPlanned() {
        // Given
        catalog.apply(allOf(HOURLY));
        catalog.pass(Duration.ofDays(1));
        pause();
        Plan planned = discarding(DAILY);
        catalog.take((Records) catalog.decide(PauseChange.resume(PauseScope.EVERYTHING, "another", "")));

        // When
        Decision decision = catalog.decide(planned, SettingsWish.DEFAULTS, Set.of());

        // Then
        assertThat(problems(decision)).singleElement(STRING).contains("names an export that is not paused");
    }

    private void pause() {
        catalog.take((Records) catalog.decide(PauseChange.pause(PauseScope.ofTenant("acme"), "ops", "a name leaked")));
    }

    private Plan discarding(ExportSpec spec) {
        Wish wish = allOf(spec);
        return catalog.plan(
                new Wish(wish.tenants(), wish.coverage(), Map.of(), Optional.empty(), Set.of(), Set.of(DOWNLOADS)));
    }

    private TenantRecord record() {
        return catalog.snapshot().tenant("acme").orElseThrow().record().orElseThrow();
    }

    private static List<String> problems(Decision decision) {
        return ((Refused) decision).problems().stream().map(Problem::text).toList();
    }

    @Test
    void letsOtherTenantsBeWhereTheWishIsAboutSome() {
        // Given
        catalog.apply(allOf(HOURLY, export("beta", "downloads")));
        Wish some = new Wish(
                new TreeMap<>(Map.of("acme", List.of(DAILY))),
                WishScope.THESE_TENANTS,
                Map.of(),
                Optional.empty(),
                Set.of(),
                Set.of());

        // When
        Plan plan = catalog.apply(some);

        // Then
        assertThat(kinds(plan)).containsExactly("acme/downloads changed");
        assertThat(catalog.snapshot()
                        .tenant("beta")
                        .orElseThrow()
                        .record()
                        .orElseThrow()
                        .isActive())
                .isTrue();
    }

    @Test
    void bringsARemovedExportBackWithItsExternalIdAndItsVersions() {
        // Given
        catalog.apply(allOf(HOURLY, export("beta", "downloads")));
        String externalId = externalId("acme");
        catalog.pass(Duration.ofDays(1));
        catalog.apply(allOf(export("beta", "downloads")));
        catalog.pass(Duration.ofDays(1));

        // When
        Plan plan = catalog.apply(allOf(HOURLY, export("beta", "downloads")));

        // Then
        assertThat(kinds(plan)).containsExactly("acme/downloads returned", "beta/downloads unchanged");
        assertThat(externalId("acme")).isEqualTo(externalId);
        TenantRecord acme =
                catalog.snapshot().tenant("acme").orElseThrow().record().orElseThrow();
        assertThat(acme.export("downloads").versions()).hasSize(1);
        assertThat(acme.export("downloads").reigns().list()).hasSize(3);
    }

    @Test
    void leavesNothingOfAnExportThatIsTakenBackBeforeItBegins() {
        // Given
        catalog.apply(allOf(HOURLY, export("acme", "audit")));

        // When
        catalog.apply(allOf(HOURLY));

        // Then
        assertThat(catalog.snapshot()
                        .tenant("acme")
                        .orElseThrow()
                        .record()
                        .orElseThrow()
                        .exports())
                .containsOnlyKeys("downloads");
        assertThat(catalog.snapshot().rule(new ExportId("acme", "audit"), 0)).isEqualTo(Unruled.UNKNOWN_EXPORT);
        assertThat(catalog.snapshot().rule(new ExportId("none", "audit"), 0)).isEqualTo(Unruled.UNKNOWN_TENANT);
    }

    @Test
    void recordsNothingForATenantWithoutExports() {
        // When
        Plan plan = catalog.plan(new Wish(
                new TreeMap<>(Map.of("acme", List.of(HOURLY.withEnabled(false)), "beta", List.of())),
                WishScope.ALL_TENANTS,
                Map.of(),
                Optional.empty(),
                Set.of(),
                Set.of()));

        // Then
        assertThat(plan.isEmpty()).isTrue();
    }

    @Test
    void makesAnExternalIdOnceAndTakesOneThatIsThere() {
        // When
        catalog.apply(allOf(HOURLY, export("beta", "downloads")).withExternalIds(Map.of("beta", "old-id")));
        String made = externalId("acme");
        catalog.apply(allOf(DAILY, export("beta", "audit")));

        // Then
        assertThat(externalId("acme")).isEqualTo(made).isEqualTo("made-acme-1");
        assertThat(externalId("beta")).isEqualTo("old-id");
    }

    @Test
    void refusesTheExternalIdOfAnotherTenant() {
        // Given
        catalog.apply(allOf(HOURLY));

        // When
        Plan plan =
                catalog.plan(allOf(HOURLY, export("beta", "downloads")).withExternalIds(Map.of("beta", "made-acme-1")));

        // Then
        assertThat(plan.problems())
                .extracting(problem -> problem.place().path() + " " + problem.text())
                .containsExactly("beta.external-id is the external id of tenant acme too; every tenant has its own");
    }

    @Test
    void beginsNewExportsInThePastOnly() {
        // Given
        Instant begin = Instant.parse("2020-01-01T00:30:00Z");
        catalog.apply(allOf(HOURLY).beginningAt(begin));

        // When
        catalog.apply(allOf(DAILY, export("acme", "audit")).beginningAt(begin));

        // Then
        TenantRecord acme =
                catalog.snapshot().tenant("acme").orElseThrow().record().orElseThrow();
        assertThat(acme.export("audit").reigns().list().get(0).from()).isEqualTo("2020-01-01T00:00:00Z");
        assertThat(acme.export("downloads").reigns().list())
                .extracting(reign -> reign.from().toString())
                .containsExactly("2020-01-01T00:00:00Z", "2026-03-04T06:00:00Z");
    }

    @Test
    void redirectsWhatIsNotDeliveredYet() {
        // Given
        ExportSpec typo = export("acme", "downloads", destination("acme-lgos", "logs"));
        catalog.apply(allOf(typo));
        catalog.pass(Duration.ofDays(1));
        Wish healed = allOf(HOURLY).redirecting(Set.of(DOWNLOADS));

        // When
        catalog.apply(healed);

        // Then
        TenantRecord acme =
                catalog.snapshot().tenant("acme").orElseThrow().record().orElseThrow();
        assertThat(acme.export("downloads").versions().keySet())
                .hasSize(2)
                .allSatisfy(version -> assertThat(acme.export("downloads").destination(version))
                        .contains(HOURLY.destination()));
        assertThat(catalog.plan(healed).isEmpty()).isTrue();
    }

    @Test
    void refusesMoreReignsThanCanBe() {
        // Given
        for (int i = 0; i < Reigns.MAX; i++) {
            catalog.apply(allOf(i % 2 == 0 ? HOURLY : export("acme", "downloads", "part-size: 1MiB")));
            catalog.pass(Duration.ofHours(2));
        }

        // When
        Plan plan = catalog.plan(allOf(HOURLY));

        // Then
        assertThat(plan.problems())
                .extracting(Problem::text)
                .containsExactly("was changed too often: it has 500 reigns; give the export another id");
    }

    @Test
    void leavesARecordThatCannotBeReadNamesItAndChangesTheOthers() {
        // Given
        catalog.apply(allOf(HOURLY, export("beta", "downloads")));
        catalog.put("acme", "{\"format\":9}");

        // When
        Plan plan = catalog.apply(allOf(DAILY, export("beta", "downloads", "part-size: 1MiB")));

        // Then
        assertThat(plan.problems()).isEmpty();
        assertThat(plan.left())
                .extracting(problem -> problem.place().path() + " " + problem.text())
                .containsExactly(
                        "acme cannot be read: is of format 9, which a newer program wrote; this one reads formats up to"
                                + " 2, so it stays as it is; update this program if a newer one wrote it, else restore"
                                + " the record from a backup");
        assertThat(plan.changes()).extracting(TenantPlan::tenant).containsExactly("beta");
    }

    @Test
    void leavesATenantOfWhichNothingWasEverReadAndChangesTheOthers() {
        // Given
        catalog.apply(allOf(export("beta", "downloads")));
        catalog.put("acme", "{");
        catalog.put("gamma", "{");

        // When
        Plan plan = catalog.apply(allOf(DAILY, export("beta", "downloads", "part-size: 1MiB")));

        // Then
        assertThat(plan.left()).hasSize(2);
        assertThat(plan.changes()).extracting(TenantPlan::tenant).containsExactly("beta");
    }

    @Test
    void leavesAnExportWhoseSpecCannotBeReadNamesItAndChangesTheOthers() {
        // Given
        catalog.apply(allOf(HOURLY, export("acme", "audit"), export("beta", "downloads")));
        catalog.pass(Duration.ofDays(1));
        catalog.makeUnreadable("acme", "downloads");
        String version = acme().export("downloads").last().orElseThrow().id();

        // When
        Plan plan = catalog.apply(allOf(
                DAILY, export("acme", "audit", "part-size: 1MiB"), export("beta", "downloads", "part-size: 1MiB")));

        // Then
        assertThat(kinds(plan)).containsExactly("acme/audit changed", "acme/downloads left", "beta/downloads changed");
        assertThat(plan.left())
                .extracting(problem -> problem.place().path() + " " + problem.text())
                .containsExactly("acme/downloads@" + version + " has a spec that this program cannot read (hologram"
                        + " unknown key), so it stays as it is; use the version of Waybill that wrote it");
        assertThat(acme().export("downloads").reigns().list()).hasSize(1);
        assertThat(acme().export("audit").reigns().list()).hasSize(2);
    }

    @Test
    void cannotEndAnExportWhoseScheduleCannotBeRead() {
        // Given
        catalog.apply(allOf(HOURLY, export("beta", "downloads")));
        catalog.makeUnreadable("acme", "downloads");

        // When
        Plan plan = catalog.plan(allOf(export("beta", "downloads")));

        // Then
        assertThat(kinds(plan)).containsExactly("acme/downloads left", "beta/downloads unchanged");
        assertThat(plan.isEmpty()).isTrue();
        assertThat(catalog.plan(allOf(export("beta", "downloads")))
                        .tenants()
                        .get(0)
                        .endsDelivery())
                .isFalse();
    }

    @Test
    void aVersionThatCannotBeReadAndWhoseReignIsOverDoesNotMatter() {
        // Given
        catalog.apply(allOf(HOURLY));
        catalog.makeUnreadable("acme", "downloads");
        catalog.put("acme", withSuccessor(DAILY));
        catalog.pass(Duration.ofDays(3));

        // When
        Plan plan = catalog.apply(allOf(HOURLY));

        // Then
        assertThat(kinds(plan)).containsExactly("acme/downloads changed");
        assertThat(plan.left()).isEmpty();
        assertThat(acme().export("downloads").reigns().list()).hasSize(3);
    }

    @Test
    void leavesAnExportWhileAVersionRulesThatCannotBeReadAndAnotherHasNotBegun() {
        // Given
        catalog.apply(allOf(HOURLY));
        catalog.makeUnreadable("acme", "downloads");
        catalog.put("acme", withSuccessor(DAILY));
        Instant first = acme().export("downloads").reigns().list().get(0).from();
        Instant second = acme().export("downloads").reigns().list().get(1).from();

        // When
        Plan plan = catalog.plan(allOf(export("acme", "downloads", "part-size: 1MiB")));

        // Then
        assertThat(plan.left()).isEmpty();
        assertThat(plan.at(first).left()).hasSize(1);
        assertThat(plan.at(first).isEmpty()).isTrue();
        assertThat(plan.at(second)).isEqualTo(plan);
    }

    @Test
    void redirectsWhatNobodyCanReadWhereItGoes() {
        // Given
        catalog.apply(allOf(HOURLY));
        catalog.makeUnreadable("acme", "downloads");
        String version = acme().export("downloads").last().orElseThrow().id();

        // When
        catalog.apply(allOf(DAILY).redirecting(Set.of(DOWNLOADS)));

        // Then
        assertThat(acme().export("downloads").redirects()).containsEntry(version, DAILY.destination());
    }

    private TenantRecord acme() {
        return catalog.snapshot().tenant("acme").orElseThrow().record().orElseThrow();
    }

    /** The record of acme, whose export has a second version, a day after the first. */
    private String withSuccessor(ExportSpec spec) {
        TenantRecord record = acme();
        ExportRecord before = record.export("downloads");
        SpecVersion version = SpecVersion.of(spec);
        Map<String, SpecVersion> versions = new HashMap<>(before.versions());
        versions.put(version.id(), version);
        List<Reign> reigns = new ArrayList<>(before.reigns().list());
        Reign first = reigns.get(0);
        reigns.add(new VersionReign(first.from().plus(Duration.ofDays(1)), version.id(), first.change()));
        ExportRecord after = new ExportRecord(
                versions, Map.of(), Reigns.of(reigns), before.redirects(), Optional.empty(), before.unknown());
        TenantRecord changed = new TenantRecord(
                "acme",
                record.externalId(),
                record.changed(),
                new TreeMap<>(Map.of("downloads", after)),
                record.unknown());
        return new String(TenantJson.write(changed), StandardCharsets.UTF_8);
    }

    @Test
    void plansSettingsThatDecideBytesFromTheLeadOn() {
        // Given
        catalog.apply(allOf(HOURLY));
        SettingsWish wish = new SettingsWish(
                Duration.ofMinutes(9),
                SettingsWish.DEFAULTS.margin(),
                SettingsWish.DEFAULTS.platform(),
                Map.of("operator.yaml", ""));

        // When
        boolean changes = wish.changes(catalog.snapshot().settings());
        catalog.apply(allOf(HOURLY), wish);

        // Then
        assertThat(changes).isTrue();
        assertThat(wish.changes(catalog.snapshot().settings())).isFalse();
        assertThat(SettingsWish.DEFAULTS.changes(catalog.snapshot().settings())).isTrue();
        assertThat(catalog.snapshot().settings().orElseThrow().lead()).isEqualTo(Duration.ofMinutes(9));
    }

    private String externalId(String tenant) {
        return catalog.snapshot()
                .tenant(tenant)
                .orElseThrow()
                .record()
                .orElseThrow()
                .externalId();
    }

    private static List<String> kinds(Plan plan) {
        return plan.tenants().stream()
                .flatMap(tenant -> tenant.exports().stream())
                .map(change -> change.id() + " " + change.kind())
                .toList();
    }
}
