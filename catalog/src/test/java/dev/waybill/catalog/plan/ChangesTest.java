package dev.waybill.catalog.plan;

import static dev.waybill.catalog.TestSpecs.allOf;
import static dev.waybill.catalog.TestSpecs.export;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.record.TenantKey;
import dev.waybill.catalog.snapshot.Backup;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Paused;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pause, resume, forget, and restoring from a backup. */
class ChangesTest {
    private static final ExportId DOWNLOADS = new ExportId("acme", "downloads");

    private final PlannedCatalog catalog = new PlannedCatalog();

    @Test
    void pausesAtOnceAndSaysSinceWhen() {
        // When
        carryOut(PauseChange.pause(PauseScope.of(DOWNLOADS), "ops", "a name leaked"));

        // Then
        Paused paused = catalog.snapshot().paused(DOWNLOADS).orElseThrow();
        assertThat(paused.record().orElseThrow().since().why()).isEqualTo("a name leaked");
        assertThat(catalog.snapshot().paused(new ExportId("acme", "audit"))).isEmpty();
    }

    @Test
    void pausesATenantAndEverything() {
        // When
        carryOut(PauseChange.pause(PauseScope.ofTenant("acme"), "ops", ""));
        boolean betaBefore =
                catalog.snapshot().paused(new ExportId("beta", "x")).isPresent();
        carryOut(PauseChange.pause(PauseScope.EVERYTHING, "ops", ""));

        // Then
        assertThat(catalog.snapshot().paused(DOWNLOADS).orElseThrow().scope()).isEqualTo(PauseScope.ofTenant("acme"));
        assertThat(betaBefore).isFalse();
        assertThat(catalog.snapshot().paused(new ExportId("beta", "x"))).isPresent();
    }

    @Test
    void keepsWhoPausedFirst() {
        // Given
        carryOut(PauseChange.pause(PauseScope.of(DOWNLOADS), "ops", "first"));

        // When
        Decision again = catalog.decide(PauseChange.pause(PauseScope.of(DOWNLOADS), "ops", "second"));

        // Then
        assertThat(again).isEqualTo(new Records(List.of()));
    }

    @Test
    void resumesWhatIsInTheScopeAndNothingElse() {
        // Given
        carryOut(PauseChange.pause(PauseScope.of(DOWNLOADS), "ops", ""));
        carryOut(PauseChange.pause(PauseScope.ofTenant("acme"), "ops", ""));
        carryOut(PauseChange.pause(PauseScope.ofTenant("beta"), "ops", ""));

        // When
        carryOut(PauseChange.resume(PauseScope.ofTenant("acme"), "ops", ""));

        // Then
        assertThat(catalog.snapshot().pauses()).extracting(Paused::scope).containsExactly(PauseScope.ofTenant("beta"));
    }

    @Test
    void whoEndedTheLastPauseStaysToBeReadAndHoldsNothingBack() {
        // Given
        carryOut(PauseChange.pause(PauseScope.of(DOWNLOADS), "ops", "a name leaked"));

        // When
        carryOut(PauseChange.resume(PauseScope.EVERYTHING, "kim", "it is hidden now"));

        // Then
        assertThat(catalog.snapshot().paused(DOWNLOADS)).isEmpty();
        assertThat(catalog.snapshot().pauseEnds()).singleElement().satisfies(ended -> {
            assertThat(ended.scope()).isEqualTo(PauseScope.of(DOWNLOADS));
            assertThat(ended.record().since().why()).isEqualTo("a name leaked");
            assertThat(ended.record().resumed().orElseThrow().by()).isEqualTo("kim");
            assertThat(ended.record().resumed().orElseThrow().why()).isEqualTo("it is hidden now");
        });
        assertThat(catalog.decide(PauseChange.resume(PauseScope.EVERYTHING, "kim", "")))
                .isEqualTo(new Records(List.of()));
    }

    @Test
    void theNextPauseTakesThePlaceOfTheLast() {
        // Given
        carryOut(PauseChange.pause(PauseScope.of(DOWNLOADS), "ops", "first"));
        carryOut(PauseChange.resume(PauseScope.of(DOWNLOADS), "ops", ""));

        // When
        carryOut(PauseChange.pause(PauseScope.of(DOWNLOADS), "ops", "second"));

        // Then
        assertThat(catalog.snapshot()
                        .paused(DOWNLOADS)
                        .orElseThrow()
                        .record()
                        .orElseThrow()
                        .since()
                        .why())
                .isEqualTo("second");
        assertThat(catalog.snapshot().pauseEnds()).isEmpty();
    }

    @Test
    void endsAPauseThatCannotBeRead() {
        // Given
        catalog.put("acme/downloads/pause", "not json");

        // When
        carryOut(PauseChange.resume(PauseScope.of(DOWNLOADS), "kim", ""));

        // Then
        assertThat(catalog.snapshot().paused(DOWNLOADS)).isEmpty();
        assertThat(catalog.snapshot().faults()).isEmpty();
        assertThat(catalog.snapshot().pauseEnds())
                .extracting(ended -> ended.record().since().by())
                .containsExactly("unknown");
    }

    @Test
    void doesNotForgetWhoIsNotKnown() {
        // Given
        catalog.apply(allOf(export("acme", "downloads")));

        // Then
        assertThat(((Refused) catalog.decide(new ForgetChange("acne", -1, "ops"))).problems())
                .extracting(Problem::text)
                .containsExactly("is not known: the catalog has no record of it; did you mean \"acme\"?");
    }

    @Test
    void holdsBackWhatAnUnreadablePauseNames() {
        // When
        catalog.put("acme/downloads/pause", "not json");

        // Then
        assertThat(catalog.snapshot().paused(DOWNLOADS)).isPresent();
        assertThat(catalog.snapshot().faults()).hasSize(1);
    }

    @Test
    void forgetsATenantOnlyWhenItsExportsHaveEnded() {
        // Given
        catalog.apply(allOf(export("acme", "downloads"), export("beta", "downloads")));
        catalog.pass(Duration.ofDays(1));
        Decision early = catalog.decide(forget());
        catalog.apply(allOf(export("beta", "downloads")));
        catalog.pass(Duration.ofDays(30));
        Decision whileEventsMayCome = catalog.decide(forget());
        catalog.pass(Duration.ofHours(3));
        carryOut(PauseChange.pause(PauseScope.of(DOWNLOADS), "ops", ""));
        carryOut(PauseChange.resume(PauseScope.of(DOWNLOADS), "ops", ""));

        // When
        carryOut(forget());

        // Then
        assertThat(((Refused) early).problems())
                .extracting(Problem::text)
                .containsExactly("still has exports that deliver; remove them first, and wait until their last windows"
                        + " were delivered");
        assertThat(((Refused) whileEventsMayCome).problems())
                .extracting(Problem::text)
                .containsExactly("ended too short a time ago: events of its last windows may come until"
                        + " 2026-04-04T07:10:10Z; forget it after that, when its last parts have been delivered");
        assertThat(catalog.snapshot().tenant("acme")).isEmpty();
        assertThat(catalog.snapshot().pauseEnds()).isEmpty();
    }

    @Test
    void doesNotForgetWhatItCannotRead() {
        // Given
        catalog.apply(allOf(export("acme", "downloads"), export("beta", "downloads")));
        catalog.pass(Duration.ofDays(1));
        catalog.apply(allOf(export("beta", "downloads")));
        catalog.pass(Duration.ofDays(300));
        catalog.makeUnreadable("acme", "downloads");
        Decision unreadableSpec = catalog.decide(forget());
        catalog.put("acme", "{");
        Decision unreadableRecord = catalog.decide(forget());

        // Then
        assertThat(((Refused) unreadableSpec).problems())
                .extracting(Problem::text)
                .containsExactly("has a spec that this program cannot read (hologram unknown key), so it stays as it"
                        + " is; use the version of Waybill that wrote it");
        assertThat(((Refused) unreadableRecord).problems())
                .extracting(Problem::text)
                .containsExactly("cannot be read: is not JSON, so it stays as it is; update this program if a newer one"
                        + " wrote it, else restore the record from a backup");
    }

    @Test
    void waitsForTheVersionWhoseEventsMayComeLongest() {
        // Given
        catalog.apply(allOf(
                export("acme", "downloads", "schedule: { every: hourly, grace: P3D }"), export("beta", "downloads")));
        catalog.pass(Duration.ofDays(1));
        catalog.apply(allOf(export("acme", "downloads"), export("beta", "downloads")));
        catalog.pass(Duration.ofHours(2));
        catalog.apply(allOf(export("beta", "downloads")));

        // When
        Decision decision = catalog.decide(forget());

        // Then
        assertThat(((Refused) decision).problems())
                .singleElement()
                .extracting(Problem::text)
                .asString()
                .contains("may come until 2026-04-07T07:00:10Z");
    }

    @Test
    void restoresExternalIdsReignsAndPauses() {
        // Given
        catalog.apply(allOf(export("acme", "downloads"), export("beta", "downloads")));
        carryOut(PauseChange.pause(PauseScope.of(DOWNLOADS), "ops", ""));
        carryOut(PauseChange.pause(PauseScope.ofTenant("beta"), "ops", ""));
        carryOut(PauseChange.resume(PauseScope.ofTenant("beta"), "kim", "paid"));
        String text = Backup.of(catalog.snapshot()).orElseThrow().text();
        PlannedCatalog lost = new PlannedCatalog();

        // When
        RestoreChange restore = new RestoreChange(Backup.parse("catalog.backup", text), "ops");
        lost.take((Records) lost.decide(restore));

        // Then
        assertThat(Backup.of(lost.snapshot()).orElseThrow().text()).isEqualTo(text);
        assertThat(lost.decide(restore)).isEqualTo(new Records(List.of()));
        assertThat(lost.plan(allOf(export("acme", "downloads"), export("beta", "downloads")))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void restoresARecordThatCannotBeRead() {
        // Given
        catalog.apply(allOf(export("acme", "downloads")));
        Backup backup = Backup.of(catalog.snapshot()).orElseThrow();
        catalog.put("acme", "{");

        // When
        carryOut(new RestoreChange(backup, "ops"));

        // Then
        assertThat(catalog.snapshot().faults()).isEmpty();
    }

    @Test
    void findsEveryWrongLineOfABackup() {
        // Then
        assertThatThrownBy(() -> Backup.parse("catalog.backup", "acme\t{}\n_clock\t{}\nnonsense\n"))
                .isInstanceOfSatisfying(
                        SpecException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.place().position() + " " + problem.text())
                                .containsExactly(
                                        "catalog.backup:1:1 cannot be read: format is missing",
                                        "catalog.backup:2:1 is no record of the catalog",
                                        "catalog.backup:3:1 cannot be read: is not JSON",
                                        "catalog.backup holds no settings; take a whole backup"));
    }

    @Test
    void keepsNothingOfAnEmptyCatalog() {
        // Then
        assertThat(Backup.of(CatalogSnapshot.EMPTY)).isEmpty();
    }

    private ForgetChange forget() {
        return new ForgetChange("acme", catalog.snapshot().offset(new TenantKey("acme")), "ops");
    }

    private void carryOut(CatalogChange change) {
        catalog.take((Records) catalog.decide(change));
    }
}
