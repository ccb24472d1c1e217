package dev.waybill.catalog.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.catalog.reign.UnknownMembers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsRecordTest {
    private static final Instant A = Instant.parse("2026-03-04T05:10:00.250Z");
    private static final Instant NOT_BEFORE = A.plus(Duration.ofMinutes(7));
    private static final Change CHANGE = new Change("ops", A, "");
    private static final PlatformSettings SMALLER = new PlatformSettings(
            Instant.EPOCH,
            1 << 20,
            Duration.ofSeconds(20),
            Duration.ofHours(12),
            Duration.ofMinutes(1),
            Duration.ofDays(7),
            UnknownMembers.NONE);

    @Test
    void hasALeadOfTheFutureSkewAndTwoMinutes() {
        // When
        SettingsRecord settings = SettingsRecord.defaults(CHANGE);

        // Then
        assertThat(settings.lead()).isEqualTo(Duration.ofMinutes(7));
        assertThat(settings.margin()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.at(Long.MIN_VALUE)).isEqualTo(PlatformSettings.DEFAULT);
    }

    @Test
    void readsWhatItWrites() throws UnreadableRecordException {
        // Given
        SettingsRecord settings = changed(SettingsRecord.defaults(CHANGE), Duration.ofMinutes(9));

        // When
        SettingsRecord read = SettingsJson.read(SettingsJson.write(settings));

        // Then
        assertThat(read).isEqualTo(settings);
        assertThat(read.documents()).containsEntry("operator.yaml", "rules: {}\n");
    }

    @Test
    void keepsWhatItDoesNotKnow() throws UnreadableRecordException {
        // Given
        String json = new String(SettingsJson.write(SettingsRecord.defaults(CHANGE)), StandardCharsets.UTF_8)
                .replace("\"run-size\"", "\"later\":7,\"run-size\"")
                .replace("\"lead\"", "\"more\":[true],\"lead\"");

        // When
        SettingsRecord read = SettingsJson.read(json.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(new String(SettingsJson.write(read), StandardCharsets.UTF_8))
                .contains("\"later\":7")
                .contains("\"more\":[true]");
    }

    @Test
    void changesWhatDecidesBytesOnlyFromTheLeadOn() {
        // When
        SettingsRecord settings = changed(SettingsRecord.defaults(CHANGE), Duration.ofMinutes(7));

        // Then
        assertThat(settings.at(Micros.of(NOT_BEFORE) - 1)).isEqualTo(PlatformSettings.DEFAULT);
        assertThat(settings.at(Micros.of(NOT_BEFORE))).isEqualTo(SMALLER.from(NOT_BEFORE));
        assertThat(settings.last()).isEqualTo(SMALLER.from(NOT_BEFORE));
    }

    @Test
    void replacesAChangeThatHasNotBegun() {
        // Given
        SettingsRecord pending = changed(SettingsRecord.defaults(CHANGE), Duration.ofMinutes(7));

        // When
        SettingsRecord undone = pending.changedTo(
                pending.lead(),
                pending.margin(),
                PlatformSettings.DEFAULT,
                Map.of(),
                CHANGE,
                NOT_BEFORE.minusMillis(1));

        // Then
        assertThat(undone.platform().entries()).containsExactly(PlatformSettings.DEFAULT);
    }

    @Test
    void neverLowersTheLead() {
        // Given
        SettingsRecord raised = changed(SettingsRecord.defaults(CHANGE), Duration.ofMinutes(9));

        // When
        SettingsRecord lower = changed(raised, Duration.ofMinutes(3));

        // Then
        assertThat(raised.lead()).isEqualTo(Duration.ofMinutes(9));
        assertThat(lower.lead()).isEqualTo(Duration.ofMinutes(9));
    }

    @Test
    void refusesAMarginThatIsNotBelowTheLead() {
        // Given
        String json = new String(SettingsJson.write(SettingsRecord.defaults(CHANGE)), StandardCharsets.UTF_8)
                .replace("\"lead\":\"PT7M\"", "\"lead\":\"PT1M\"");

        // Then
        assertThatThrownBy(() -> SettingsJson.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage("the margin (PT1M) must be below the lead (PT1M)");
    }

    @Test
    void refusesSettingsThatCannotBe() {
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlatformSettings(
                        A, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, UnknownMembers.NONE))
                .withMessage("run-size must be at least 1 byte");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlatformSettings(
                        A, 1, Duration.ofSeconds(-1), Duration.ZERO, Duration.ZERO, Duration.ZERO, UnknownMembers.NONE))
                .withMessage("slack, lateness, future-skew and history must not be negative");
    }

    private static SettingsRecord changed(SettingsRecord settings, Duration lead) {
        return settings.changedTo(
                lead, settings.margin(), SMALLER, Map.of("operator.yaml", "rules: {}\n"), CHANGE, NOT_BEFORE);
    }
}
