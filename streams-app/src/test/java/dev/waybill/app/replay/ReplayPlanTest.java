package dev.waybill.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.window.Window;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReplayPlanTest {
    private static final Instant ASKED = Instant.parse("2026-03-04T08:00:00Z");
    private static final Instant HELD = Instant.parse("2026-03-04T04:55:00Z");

    @Test
    void staysTheSameInTheTopic() {
        ReplayPlan plan = plan(Optional.of(HELD));

        assertThat(ReplayPlan.parse(plan.toJson())).isEqualTo(plan);
    }

    @Test
    void intoTheOriginalPlaceAsksTheLedgerToo() {
        // Given
        ReplayPlan made = new ReplayPlan(
                new ReplayRequest(
                        "acme",
                        Optional.empty(),
                        Instant.parse("2026-03-04T01:00:00Z"),
                        ASKED,
                        ReplayVersions.REIGNED,
                        new OriginalPlace()),
                ASKED,
                Duration.ofMinutes(5),
                new TreeMap<>(),
                List.of(),
                new ReplayLedger(
                        List.of(new SourceSpan(new TopicPartition("waybill.ledger", 3), 5, 90, Optional.of(HELD))),
                        List.of(new LedgerEvidence(
                                new ExportId("acme", "downloads"),
                                Instant.parse("2026-03-04T02:00:00Z"),
                                ASKED,
                                new TreeSet<>(List.of(Instant.parse("2026-03-04T03:00:00Z")))))));

        // When
        ReplayPlan plan = ReplayPlan.parse(made.toJson());

        // Then
        assertThat(plan).isEqualTo(made);
        assertThat(plan.whyNot(window("2026-03-04T01:00:00Z"), "download-events"))
                .contains(WhyNot.NOT_IN_LEDGER);
        assertThat(plan.whyNot(window("2026-03-04T02:00:00Z"), "download-events"))
                .isEmpty();
        assertThat(plan.whyNot(window("2026-03-04T03:00:00Z"), "download-events"))
                .contains(WhyNot.UNFINISHED);
    }

    @Test
    void isOfVersionsThatReignedIfItGoesToTheOriginalPlace() {
        assertThatThrownBy(() -> new ReplayRequest(
                        "acme", Optional.empty(), HELD, ASKED, ReplayVersions.CURRENT, new OriginalPlace()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("what is made under another version than the one that ruled goes to no original place");
    }

    @Test
    void isNotReadFromSomethingElse() {
        assertNoPlan("{}");
    }

    /** Members that this version does not know may say where it goes. */
    @Test
    void isNotReadFromAPlanOfAnotherVersion() {
        String plan = new String(plan(Optional.of(HELD)).toJson(), StandardCharsets.UTF_8);

        assertNoPlan(plan.replace("\"format\":1", "\"format\":2"));
        assertNoPlan(plan.replace("\"format\":1,", ""));
    }

    private static void assertNoPlan(String json) {
        assertThatThrownBy(() -> ReplayPlan.parse(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the replay's topic does not begin with a plan that this version of Waybill reads: let the"
                        + " version that began the replay end it, or forget it with --forget and begin it anew");
    }

    @Test
    void leavesOutWindowsThatAnEventMayBeMissingOf() {
        // What was removed had arrived by 4:55; its time may be five minutes ahead.
        assertThat(whyNot(Optional.of(HELD), "2026-03-04T05:00:00Z")).contains(WhyNot.EXPIRED);
        assertThat(whyNot(Optional.of(HELD), "2026-03-04T05:00:01Z")).isEmpty();
        assertThat(whyNot(Optional.empty(), "2026-03-04T01:00:00Z")).isEmpty();
    }

    @Test
    void asksNothingOfOtherTopics() {
        assertThat(plan(Optional.of(HELD)).whyNot(window("2026-03-04T01:00:00Z"), "audit-events"))
                .isEmpty();
    }

    @Test
    void leavesOutWindowsThatWereNotDueWhenTheEndWasAskedFor() {
        assertThat(whyNot(Optional.empty(), "2026-03-04T07:00:00Z")).contains(WhyNot.OPEN);
        assertThat(whyNot(Optional.empty(), "2026-03-04T06:50:00Z")).isEmpty();
    }

    @Test
    void hasAnIdThatIsTheSameForTheSameRequest() {
        ReplayId id = ReplayId.of(request("2026-03-04T01:00:00Z"), Map.of());

        assertThat(ReplayId.of(request("2026-03-04T01:00:00Z"), Map.of())).isEqualTo(id);
        assertThat(ReplayId.of(request("2026-03-04T02:00:00Z"), Map.of())).isNotEqualTo(id);
        assertThat(ReplayId.of(request("2026-03-04T01:00:00Z"), Map.of("downloads", "0a1b2c3d4e5f")))
                .isNotEqualTo(id);
        assertThat(id.applicationId("waybill")).isEqualTo("waybill-replay-" + id);
        assertThat(id.text()).matches("[0-9a-f]{12}");
    }

    @Test
    void takesNoIdThatIsNoFolder() {
        assertThatThrownBy(() -> new ReplayId("../x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a replay's id must match [a-z0-9][a-z0-9-]{0,31}");
    }

    private static Optional<WhyNot> whyNot(Optional<Instant> heldFrom, String start) {
        return plan(heldFrom).whyNot(window(start), "download-events");
    }

    private static ReplayPlan plan(Optional<Instant> heldFrom) {
        return new ReplayPlan(
                request("2026-03-04T01:00:00Z"),
                ASKED,
                Duration.ofMinutes(5),
                new TreeMap<>(Map.of("downloads", "0a1b2c3d4e5f")),
                List.of(
                        new SourceSpan(new TopicPartition("download-events", 0), 3, 9, Optional.empty()),
                        new SourceSpan(new TopicPartition("download-events", 1), 7, 7, heldFrom)),
                ReplayLedger.NONE);
    }

    private static ReplayRequest request(String from) {
        return new ReplayRequest(
                "acme",
                Optional.of("downloads"),
                Instant.parse(from),
                ASKED,
                ReplayVersions.CURRENT,
                new LocalFolder(Path.of("/tmp/report")));
    }

    /** Due an hour and ten minutes after it starts. */
    private static PlannedWindow window(String start) {
        Instant begin = Instant.parse(start);
        return new PlannedWindow(
                new ExportId("acme", "downloads"),
                Source.DOWNLOAD,
                new Window(begin, begin.plus(Duration.ofHours(1))),
                "0a1b2c3d4e5f",
                begin.plus(Duration.ofMinutes(70)),
                Optional.empty());
    }
}
