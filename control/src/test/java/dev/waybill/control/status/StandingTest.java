package dev.waybill.control.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.record.PauseScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final String AT = "2026-03-04T12:00:00Z";
    private static final Instant NOW = Instant.parse(AT);
    private static final Finding BLOCKED = Finding.of(ExportState.BLOCKED, "no topic", "make it");
    private static final Finding HELD_BACK = Finding.of(ExportState.HELD_BACK, "no role", "grant it");
    private static final Finding LATE = Finding.of(ExportState.LATE, "slow", "look");
    private static final Standing DUE = new Standing(ExportState.DUE, "", "");
    private static final Finding REFUSED = new Finding("one was refused", "find out who");

    private final ScenarioCatalog catalog = new ScenarioCatalog().apply("2026-03-04T05:10:00Z");

    @Test
    void theWorstThatWasFoundIsItsState() {
        assertThat(standing(false, LATE, HELD_BACK, BLOCKED))
                .isEqualTo(new Standing(ExportState.BLOCKED, "no topic", "make it"));
        assertThat(standing(false, LATE, HELD_BACK))
                .isEqualTo(new Standing(ExportState.HELD_BACK, "no role", "grant it"));
        assertThat(standing(true, LATE)).isEqualTo(new Standing(ExportState.LATE, "slow", "look"));
    }

    @Test
    void whatGoesOnAllTheSameDoesNotChangeItsState() {
        assertThat(standing(false, REFUSED)).isEqualTo(new Standing(ExportState.DELIVERING, "", ""));
        assertThat(standing(true, REFUSED)).isEqualTo(DUE);
    }

    @Test
    void aPauseExplainsWhatIsLateButNotWhatIsMissing() {
        // Given
        catalog.pause("2026-03-04T11:00:00Z", PauseScope.ofTenant("acme"));

        // Then
        assertThat(standing(true, LATE, HELD_BACK))
                .isEqualTo(new Standing(
                        ExportState.PAUSED,
                        "paused: all exports of acme since 2026-03-04T11:00:00Z by nina: ticket 9",
                        "./waybill resume lets it go on"));
        assertThat(standing(true, BLOCKED).state()).isEqualTo(ExportState.BLOCKED);
    }

    @Test
    void anExportThatNobodyRulesHasEndedOnceEverythingIsDelivered() {
        // Given
        catalog.apply("2026-03-04T06:10:00Z", "enabled: false");

        // Then
        assertThat(standing(true).state()).isEqualTo(ExportState.DUE);
        assertThat(standing(false).state()).isEqualTo(ExportState.ENDED);
    }

    @Test
    void theLedgerSaysWhatIsOverdueAndOnlyOnce() {
        // Given
        Instant longAgo = NOW.minus(ExportState.LATE_AFTER).minusMillis(1);
        LedgerProgress all = new LedgerProgress(Optional.of(longAgo), Optional.empty(), Optional.of(longAgo));
        LedgerProgress undelivered = new LedgerProgress(Optional.empty(), Optional.empty(), Optional.of(longAgo));
        LedgerProgress young = new LedgerProgress(
                Optional.of(NOW.minus(ExportState.LATE_AFTER)),
                Optional.of(NOW.plus(Duration.ofHours(1))),
                Optional.empty());

        // Then
        assertThat(all.findings(export(), List.of(), NOW))
                .containsExactly(Finding.of(
                        ExportState.LATE,
                        "a window that was due at 2026-03-04T10:59:59.999Z is not emitted",
                        "look at the notes of the application's /readyz"));
        assertThat(undelivered.findings(export(), List.of(), NOW))
                .extracting(Finding::what)
                .containsExactly(
                        "a part that was emitted at 2026-03-04T10:59:59.999Z is not known to be in the bucket");
        assertThat(all.findings(export(), List.of(LATE), NOW)).isEmpty();
        assertThat(young.findings(export(), List.of(), NOW)).isEmpty();
        assertThat(young.waiting(export(), NOW)).contains(DUE);
        catalog.pause("2026-03-04T11:00:00Z", PauseScope.ofTenant("acme"));
        assertThat(all.findings(export(), List.of(), NOW)).isEmpty();
    }

    /** It is said once for all exports that wait for the partition. */
    @Test
    void aSourceThatDoesNotPassMakesAnExportLateButNeedsNobodyOnItsAccount() {
        // Given
        Instant longAgo = NOW.minus(ExportState.LATE_AFTER).minusMillis(1);
        LedgerProgress stuck = LedgerProgress.passed(Optional.of(longAgo));

        // Then
        assertThat(stuck.findings(export(), List.of(), NOW)).isEmpty();
        assertThat(stuck.waiting(export(), NOW))
                .contains(new Standing(
                        ExportState.LATE,
                        "a window that was due at 2026-03-04T10:59:59.999Z has not closed in all source partitions",
                        "look at the partitions that ./waybill status names"));
        assertThat(LedgerProgress.passed(Optional.of(NOW)).waiting(export(), NOW))
                .contains(DUE);
        assertThat(LedgerProgress.passed(Optional.of(NOW.plusMillis(1))).waiting(export(), NOW))
                .isEmpty();
    }

    private Standing standing(boolean isDue, Finding... findings) {
        return Standing.of(export(), List.of(findings), isDue ? Optional.of(DUE) : Optional.empty());
    }

    private CatalogExport export() {
        return catalog.export(ScenarioCatalog.DOWNLOADS, AT);
    }
}
