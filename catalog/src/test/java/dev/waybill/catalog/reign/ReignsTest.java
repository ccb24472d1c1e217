package dev.waybill.catalog.reign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.waybill.spec.ScheduleSpec;
import dev.waybill.window.Schedule;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReignsTest {
    private static final Duration LEAD = Duration.ofMinutes(7);

    @Test
    void beginsTheFirstVersionAtAnEdgeOfItsOwnSchedule() {
        // When
        Reigns reigns = changed(Reigns.NONE, "hourly-1", "2026-03-04T05:10:00Z");

        // Then
        assertThat(froms(reigns)).containsExactly("2026-03-04T06:00:00Z hourly-1");
        assertThat(reigns.at(micros("2026-03-04T05:59:59.999999Z"))).isEqualTo(Unruled.BEFORE_FIRST);
        assertThat(reigns.at(micros("2026-03-04T06:00:00Z")))
                .isEqualTo(new Ruled("hourly-1", at("2026-03-04T06:00:00Z"), Optional.empty()));
    }

    @Test
    void endsAReignAtAnEdgeOfItsOwnScheduleAndNotOfItsSuccessors() {
        // Given
        Reigns daily = changed(Reigns.NONE, "daily-1", "2026-03-01T05:00:00Z");

        // When
        Reigns reigns = changed(daily, "hourly-1", "2026-03-04T05:10:00Z");

        // Then
        assertThat(froms(reigns)).containsExactly("2026-03-02T00:00:00Z daily-1", "2026-03-05T00:00:00Z hourly-1");
    }

    @Test
    void cutsTheFirstWindowOfASuccessorWithLargerWindowsAtItsBegin() {
        // Given
        Reigns reigns =
                changed(changed(Reigns.NONE, "hourly-1", "2026-03-01T05:00:00Z"), "daily-1", "2026-03-04T05:10:00Z");
        Ruled ruled = (Ruled) reigns.at(micros("2026-03-04T07:30:00Z"));

        // When
        Window window = ruled.window(schedule("daily-1").windowAt(micros("2026-03-04T07:30:00Z")));

        // Then
        assertThat(window).isEqualTo(new Window(at("2026-03-04T06:00:00Z"), at("2026-03-05T00:00:00Z")));
    }

    @Test
    void takesTheEdgeThatIsExactlyTheLeadAway() {
        // Given
        Reigns hourly = changed(Reigns.NONE, "hourly-1", "2026-03-01T05:00:00Z");

        // When
        Reigns just = changed(hourly, "hourly-2", "2026-03-04T05:53:00Z");
        Reigns late = changed(hourly, "hourly-2", "2026-03-04T05:53:00.001Z");

        // Then
        assertThat(froms(just)).endsWith("2026-03-04T06:00:00Z hourly-2");
        assertThat(froms(late)).endsWith("2026-03-04T07:00:00Z hourly-2");
    }

    @Test
    void dropsAVersionWhoseSuccessorBeginsNoLater() {
        // Given
        Reigns daily = changed(Reigns.NONE, "daily-1", "2026-03-01T05:00:00Z");
        Reigns pending = changed(daily, "hourly-1", "2026-03-04T05:00:00Z");

        // When
        Reigns reigns = changed(pending, "hourly-2", "2026-03-04T09:00:00Z");

        // Then
        assertThat(froms(reigns)).containsExactly("2026-03-02T00:00:00Z daily-1", "2026-03-05T00:00:00Z hourly-2");
    }

    @Test
    void forgetsAChangeThatIsUndoneBeforeTheLead() {
        // Given
        Reigns daily = changed(Reigns.NONE, "daily-1", "2026-03-01T05:00:00Z");
        Reigns pending = changed(daily, "hourly-1", "2026-03-04T05:00:00Z");

        // When
        Reigns undone = changed(pending, "daily-1", "2026-03-04T23:52:59Z");

        // Then
        assertThat(undone).isEqualTo(daily);
    }

    @Test
    void letsAVersionRuleOneWindowThatIsUndoneWithinTheLead() {
        // Given
        Reigns daily = changed(Reigns.NONE, "daily-1", "2026-03-01T05:00:00Z");
        Reigns pending = changed(daily, "hourly-1", "2026-03-04T05:00:00Z");

        // When
        Reigns undone = changed(pending, "daily-1", "2026-03-04T23:58:00Z");

        // Then
        assertThat(froms(undone))
                .containsExactly(
                        "2026-03-02T00:00:00Z daily-1",
                        "2026-03-05T00:00:00Z hourly-1",
                        "2026-03-05T01:00:00Z daily-1");
    }

    @Test
    void keepsTwoPendingChangesOfWhichTheFirstIsWithinTheLead() {
        // Given
        Reigns hourly = changed(Reigns.NONE, "hourly-1", "2026-03-01T05:00:00Z");
        Reigns pending = changed(hourly, "hourly-2", "2026-03-04T05:52:00Z");

        // When
        Reigns reigns = changed(pending, "hourly-3", "2026-03-04T05:58:00Z");

        // Then
        assertThat(froms(reigns)).endsWith("2026-03-04T06:00:00Z hourly-2", "2026-03-04T07:00:00Z hourly-3");
    }

    @Test
    void dropsAVersionThatHasNotBegunWhereNothingRules() {
        // Given
        Reigns pending = changed(Reigns.NONE, "hourly-1", "2026-03-04T05:00:00Z");

        // When
        Reigns reigns = changed(pending, "kolkata-1", "2026-03-04T05:40:00Z");

        // Then
        assertThat(froms(reigns)).containsExactly("2026-03-04T18:30:00Z kolkata-1");
    }

    @Test
    void knowsWhenTheExportCameLast() {
        // Given
        Reigns fresh = changed(Reigns.NONE, "hourly-1", "2026-03-01T05:00:00Z");
        Reigns changed = changed(fresh, "hourly-2", "2026-03-04T05:10:00Z");
        Reigns gone = ended(changed, Ending.DISABLED, "2026-03-04T07:10:00Z");
        Reigns back = changed(gone, "hourly-1", "2026-03-04T10:10:00Z");

        // Then
        assertThat(Reigns.NONE.lastBegun()).isEmpty();
        assertThat(changed.lastBegun()).contains(at("2026-03-01T06:00:00Z"));
        assertThat(gone.lastBegun()).contains(at("2026-03-01T06:00:00Z"));
        assertThat(back.lastBegun()).contains(at("2026-03-04T11:00:00Z"));
    }

    @Test
    void endsAReignAtAnEdgeWhenTheExportIsRemoved() {
        // Given
        Reigns hourly = changed(Reigns.NONE, "hourly-1", "2026-03-01T05:00:00Z");

        // When
        Reigns reigns = ended(hourly, Ending.REMOVED, "2026-03-04T05:10:00Z");

        // Then
        assertThat(reigns.at(micros("2026-03-04T05:59:59.999999Z")))
                .isEqualTo(new Ruled("hourly-1", at("2026-03-01T06:00:00Z"), Optional.of(at("2026-03-04T06:00:00Z"))));
        assertThat(reigns.at(micros("2026-03-04T06:00:00Z"))).isEqualTo(Unruled.REMOVED);
        assertThat(reigns.lastVersion()).isEmpty();
    }

    @Test
    void keepsTheReasonWhenADisabledExportIsRemoved() {
        // Given
        Reigns disabled = ended(
                changed(Reigns.NONE, "hourly-1", "2026-03-01T05:00:00Z"), Ending.DISABLED, "2026-03-04T05:10:00Z");

        // When
        Reigns removed = ended(disabled, Ending.REMOVED, "2026-03-05T00:00:00Z");

        // Then
        assertThat(removed.at(micros("2026-03-04T12:00:00Z"))).isEqualTo(Unruled.DISABLED);
        assertThat(removed.at(micros("2026-03-05T00:07:00Z"))).isEqualTo(Unruled.REMOVED);
        assertThat(ended(removed, Ending.REMOVED, "2026-03-06T00:00:00Z")).isEqualTo(removed);
    }

    @Test
    void returnsAtAnEdgeOfItsOwnSchedule() {
        // Given
        Reigns removed =
                ended(changed(Reigns.NONE, "hourly-1", "2026-03-01T05:00:00Z"), Ending.REMOVED, "2026-03-04T05:10:00Z");

        // When
        Reigns reigns = changed(removed, "hourly-1", "2026-03-04T09:10:00Z");

        // Then
        assertThat(reigns.at(micros("2026-03-04T09:59:59Z"))).isEqualTo(Unruled.REMOVED);
        assertThat(reigns.at(micros("2026-03-04T10:00:00Z")))
                .isEqualTo(new Ruled("hourly-1", at("2026-03-04T10:00:00Z"), Optional.empty()));
    }

    @Test
    void forgetsARemovalThatIsUndoneBeforeTheLead() {
        // Given
        Reigns daily = changed(Reigns.NONE, "daily-1", "2026-03-01T05:00:00Z");
        Reigns removed = ended(daily, Ending.REMOVED, "2026-03-04T05:10:00Z");

        // When
        Reigns reigns = changed(removed, "daily-1", "2026-03-04T09:00:00Z");

        // Then
        assertThat(reigns).isEqualTo(daily);
    }

    @Test
    void leavesNothingOfAnExportThatEndsBeforeItBegins() {
        // Given
        Reigns pending = changed(Reigns.NONE, "daily-1", "2026-03-01T05:00:00Z");

        // Then
        assertThat(ended(pending, Ending.REMOVED, "2026-03-01T06:00:00Z")).isEqualTo(Reigns.NONE);
        assertThat(ended(Reigns.NONE, Ending.REMOVED, "2026-03-01T06:00:00Z")).isEqualTo(Reigns.NONE);
    }

    @Test
    void beginsAFirstVersionInThePastWithTheWholeWindow() {
        // When
        Reigns reigns = Reigns.NONE.begunWith(
                "daily-1",
                change("2026-03-04T05:00:00Z"),
                at("2026-01-01T12:00:00Z"),
                at("2026-03-04T05:07:00Z"),
                ReignsTest::schedule);

        // Then
        assertThat(froms(reigns)).containsExactly("2026-01-01T00:00:00Z daily-1");
    }

    @Test
    void refusesToBeginInThePastWhatHasRuled() {
        // Given
        Reigns reigns = changed(Reigns.NONE, "hourly-1", "2026-03-01T05:00:00Z");

        // Then
        assertThatIllegalStateException()
                .isThrownBy(() -> reigns.begunWith(
                        "hourly-2",
                        change("2026-03-04T05:00:00Z"),
                        at("2026-01-01T12:00:00Z"),
                        at("2026-03-04T05:07:00Z"),
                        ReignsTest::schedule))
                .withMessage("only the first version of an export may begin in the past");
    }

    @Test
    void isNeverOutOfOrder() {
        // Given
        VersionReign six = new VersionReign(at("2026-03-04T06:00:00Z"), "a", change("2026-03-04T05:00:00Z"));
        Vacancy vacant = new Vacancy(at("2026-03-04T05:00:00Z"), Ending.REMOVED, change("2026-03-04T05:00:00Z"));

        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reigns.of(List.of(six, vacant)))
                .withMessage("instants must ascend, but 2026-03-04T05:00:00Z follows 2026-03-04T06:00:00Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reigns.of(List.of(vacant)))
                .withMessage("the first reign must be a version's");
    }

    @Test
    void saysWhoChangedItWhenAndWhy() {
        // When
        Reigns reigns = changed(Reigns.NONE, "hourly-1", "2026-03-04T05:10:00Z");

        // Then
        assertThat(reigns.list().get(0).change()).isEqualTo(new Change("ops", at("2026-03-04T05:10:00Z"), "because"));
    }

    static Reigns changed(Reigns reigns, String version, String a) {
        return reigns.changedTo(version, change(a), at(a).plus(LEAD), ReignsTest::schedule);
    }

    static Reigns ended(Reigns reigns, Ending ending, String a) {
        return reigns.ended(ending, change(a), at(a).plus(LEAD), ReignsTest::schedule);
    }

    /** The schedule is the first word of the version's name. */
    static Schedule schedule(String version) {
        String kind = version.substring(0, version.indexOf('-'));
        return Schedule.of(
                switch (kind) {
                    case "hourly" -> ScheduleSpec.HOURLY;
                    case "daily" -> new ScheduleSpec("daily", ZoneId.of("UTC"), ScheduleSpec.DEFAULT_GRACE);
                    case "kolkata" -> new ScheduleSpec("daily", ZoneId.of("Asia/Kolkata"), ScheduleSpec.DEFAULT_GRACE);
                    case "berlin" -> new ScheduleSpec("daily", ZoneId.of("Europe/Berlin"), ScheduleSpec.DEFAULT_GRACE);
                    case "quarter" -> new ScheduleSpec("*/15 * * * *", ZoneId.of("UTC"), ScheduleSpec.DEFAULT_GRACE);
                    case "night" ->
                        new ScheduleSpec("30 2 * * *", ZoneId.of("America/New_York"), ScheduleSpec.DEFAULT_GRACE);
                    case "kathmandu" ->
                        new ScheduleSpec("hourly", ZoneId.of("Asia/Kathmandu"), ScheduleSpec.DEFAULT_GRACE);
                    default -> throw new IllegalArgumentException(version);
                });
    }

    static Change change(String at) {
        return new Change("ops", at(at), "because");
    }

    static Instant at(String instant) {
        return Instant.parse(instant);
    }

    static long micros(String instant) {
        return Micros.of(at(instant));
    }

    private static List<String> froms(Reigns reigns) {
        return reigns.list().stream()
                .map(reign -> reign.from() + " " + (reign instanceof VersionReign version ? version.version() : "none"))
                .toList();
    }
}
