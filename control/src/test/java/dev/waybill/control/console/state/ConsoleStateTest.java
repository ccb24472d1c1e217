package dev.waybill.control.console.state;

import static dev.waybill.control.console.state.ConsoleScenario.AUDIT;
import static dev.waybill.control.console.state.ConsoleScenario.DOWNLOADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartKind;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.control.doctor.check.Outcome;
import dev.waybill.control.status.ExportState;
import dev.waybill.ledger.DeliveryTrouble;
import dev.waybill.ledger.ExportBehind;
import dev.waybill.ledger.ExportCaughtUp;
import dev.waybill.ledger.ExportHeldBack;
import dev.waybill.ledger.LedgerCounts;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.ledger.ObjectDelivered;
import dev.waybill.ledger.PartEmitted;
import dev.waybill.ledger.RecordDiscarded;
import dev.waybill.ledger.RecordRefused;
import dev.waybill.topics.TopicState;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleStateTest {
    private static final String FIVE = "2026-03-04T05:00:00Z";
    private static final String SIX = "2026-03-04T06:00:00Z";
    private static final String SEVEN = "2026-03-04T07:00:00Z";
    private static final String EIGHT = "2026-03-04T08:00:00Z";
    private static final LedgerCounts COUNTS = new LedgerCounts(12, 10, 1, 1, 0);

    private final ConsoleScenario scenario = new ConsoleScenario();

    @BeforeEach
    void onBoard() {
        scenario.catalog.apply("2026-03-04T04:10:00Z");
        scenario.at("2026-03-04T07:20:00Z");
    }

    @Test
    void aWindowGoesFromOpenToVerified() {
        // Given
        scenario.at("2026-03-04T05:10:00Z").opened(DOWNLOADS, FIVE, 0).opened(DOWNLOADS, FIVE, 1);
        WindowState open = window(FIVE).state();
        scenario.at("2026-03-04T06:10:20Z")
                .part(DOWNLOADS, FIVE, 0, 0)
                .finished(DOWNLOADS, FIVE, 0, COUNTS)
                .passed(Source.DOWNLOAD, 0, 2, "2026-03-04T06:10:20Z");
        WindowState half = window(FIVE).state();
        scenario.finished(DOWNLOADS, FIVE, 1, new LedgerCounts(5, 0, 5, 0, 0))
                .passed(Source.DOWNLOAD, 1, 2, "2026-03-04T06:10:30Z");
        WindowState closed = window(FIVE).state();
        scenario.at("2026-03-04T06:12:00Z").delivered(DOWNLOADS, FIVE, 0, 0);
        WindowState there = window(FIVE).state();

        // When
        scenario.receipt(DOWNLOADS, ConsoleScenario.hour(FIVE));

        // Then
        assertThat(List.of(open, half, closed, there))
                .containsExactly(WindowState.OPEN, WindowState.DUE, WindowState.DUE, WindowState.DELIVERED);
        WindowLine window = window(FIVE);
        assertThat(window.state()).isEqualTo(WindowState.VERIFIED);
        assertThat(window.counts()).isEqualTo(new LedgerCounts(17, 10, 6, 1, 0));
        assertThat(window.parts()).isEqualTo(1);
        assertThat(window.bytes()).isEqualTo(1_000);
        assertThat(window.afterEnd()).contains(Duration.ofMinutes(12));
        assertThat(window.receipt()).contains("_receipts/downloads/20260304T050000Z.json");
        assertThat(window.due()).contains(Instant.parse("2026-03-04T06:10:10Z"));
        assertThat(window.remarks()).containsExactly(WindowRemark.RECEIPT);
    }

    @Test
    void aWindowWithoutEventsIsEmptyOnceEveryPartitionHasPassedIt() {
        // Given
        scenario.passed(Source.DOWNLOAD, 0, 2, "2026-03-04T07:19:00Z");

        // Then
        assertThat(window(FIVE).state())
                .as("the other partition may have had some")
                .isEqualTo(WindowState.LATE);
        scenario.passed(Source.DOWNLOAD, 1, 2, "2026-03-04T06:30:00Z");
        assertThat(window(FIVE).state()).isEqualTo(WindowState.EMPTY);
        assertThat(window(SIX).state()).isEqualTo(WindowState.DUE);
        assertThat(window(SEVEN).state()).isEqualTo(WindowState.OPEN);
    }

    @Test
    void aWindowWhoseEventsWereAllFilteredIsEmpty() {
        // Given
        scenario.opened(DOWNLOADS, FIVE, 0)
                .finished(DOWNLOADS, FIVE, 0, new LedgerCounts(5, 0, 5, 0, 0))
                .passed(Source.DOWNLOAD, 0, 1, "2026-03-04T07:19:00Z");

        // Then
        assertThat(window(FIVE).state()).isEqualTo(WindowState.EMPTY);
        assertThat(window(FIVE).counts().filtered()).isEqualTo(5);
    }

    @Test
    void aPartThatIsNotThereMakesItsWindowLateAfterAnHourAndHeldBackIfSomebodyKnowsWhy() {
        // Given
        scenario.at("2026-03-04T06:10:20Z")
                .whole(DOWNLOADS, FIVE, 0)
                .passed(Source.DOWNLOAD, 0, 1, "2026-03-04T07:11:00Z");
        scenario.at("2026-03-04T07:10:10Z");
        WindowState due = window(FIVE).state();
        scenario.at("2026-03-04T07:10:11Z");
        WindowState late = window(FIVE).state();

        // When
        scenario.heldBack(DOWNLOADS, "2026-03-04T06:12:00Z");

        // Then
        assertThat(List.of(due, late)).containsExactly(WindowState.DUE, WindowState.LATE);
        assertThat(window(FIVE).state()).isEqualTo(WindowState.HELD_BACK);
        assertThat(line(DOWNLOADS).state()).isEqualTo(ExportState.HELD_BACK);
        assertThat(line(DOWNLOADS).reason())
                .isEqualTo("held back since 2026-03-04T06:12:00Z on the way to s3://acme-logs/d/: ROLE_REFUSED"
                        + " (AccessDenied 403)");
        assertThat(line(DOWNLOADS).advice()).isEqualTo("look at the role");
        assertThat(line(DOWNLOADS).undelivered()).isEqualTo(1);
        assertThat(line(DOWNLOADS).behind()).isEqualTo(Duration.parse("PT59M51S"));
    }

    @Test
    void whatWasRefusedIsMissingAndWhatMustNotLeaveIsDiscarded() {
        // Given
        scenario.whole(DOWNLOADS, FIVE, 0).whole(DOWNLOADS, SIX, 0).opened(DOWNLOADS, SEVEN, 0);
        scenario.say(new RecordRefused(
                ConsoleScenario.lane(DOWNLOADS),
                scenario.clients.log.now,
                7,
                Optional.of(part(FIVE).object()),
                new DeliveryTrouble("RECORD_REFUSED", "", "find out who")));
        scenario.say(new RecordDiscarded(
                ConsoleScenario.lane(DOWNLOADS),
                scenario.clients.log.now,
                8,
                Optional.of(part(SIX).object()),
                Optional.empty()));
        scenario.dropped(DOWNLOADS, SEVEN, 0)
                .finished(DOWNLOADS, SEVEN, 0, new LedgerCounts(3, 0, 0, 0, 3))
                .passed(Source.DOWNLOAD, 0, 1, "2026-03-04T07:19:00Z");

        // Then
        assertThat(windows(FIVE, EIGHT))
                .extracting(WindowLine::state)
                .containsExactly(WindowState.MISSING, WindowState.DISCARDED, WindowState.DISCARDED);
        assertThat(line(DOWNLOADS).undelivered()).isZero();
        assertThat(line(DOWNLOADS).needsSomebody()).isTrue();
        assertThat(line(DOWNLOADS).state()).as("it goes on").isEqualTo(ExportState.DELIVERING);
    }

    @Test
    void lateEventsAddToTheirWindow() {
        // Given
        Optional<Instant> hour = Optional.of(Instant.parse(SEVEN));
        PartEmitted late = ConsoleScenario.emitted(DOWNLOADS, ConsoleScenario.hour(FIVE), hour, 0, 0);
        scenario.whole(DOWNLOADS, FIVE, 0)
                .delivered(DOWNLOADS, FIVE, 0, 0)
                .passed(Source.DOWNLOAD, 0, 1, "2026-03-04T07:19:00Z");
        WindowLine before = window(FIVE);

        // When
        scenario.at("2026-03-04T08:00:20Z")
                .say(late)
                .say(ConsoleScenario.finished(
                        DOWNLOADS, ConsoleScenario.hour(FIVE), hour, 0, new LedgerCounts(4, 4, 0, 0, 0)));
        WindowLine waiting = window(FIVE);
        scenario.at("2026-03-04T08:05:00Z").delivered(late);

        // Then
        assertThat(before.state()).isEqualTo(WindowState.DELIVERED);
        assertThat(waiting.state()).isEqualTo(WindowState.LATE);
        assertThat(window(FIVE).state()).isEqualTo(WindowState.DELIVERED);
        assertThat(window(FIVE).late()).isEqualTo(4);
        assertThat(window(FIVE).counts().read()).isEqualTo(16);
        assertThat(window(FIVE).afterEnd()).as("late parts say nothing of it").isEqualTo(before.afterEnd());
    }

    /** The sink says at least once; and either topic may be heard of first. */
    @Test
    void aDeliveryCountsOnceAndMayBeHeardOfFirst() {
        // Given
        scenario.delivered(DOWNLOADS, FIVE, 0, 0).known();
        scenario.whole(DOWNLOADS, FIVE, 0).known();
        scenario.delivered(DOWNLOADS, FIVE, 0, 0)
                .delivered(DOWNLOADS, FIVE, 0, 0)
                .passed(Source.DOWNLOAD, 0, 1, "2026-03-04T07:19:00Z");

        // Then
        assertThat(window(FIVE).arrived()).isEqualTo(1);
        assertThat(window(FIVE).state()).isEqualTo(WindowState.DELIVERED);
    }

    @Test
    void oneReceiptMayBeAboutSeveralWindows() {
        // Given
        scenario.whole(DOWNLOADS, SIX, 0)
                .delivered(DOWNLOADS, SIX, 0, 0)
                .passed(Source.DOWNLOAD, 0, 1, "2026-03-04T08:19:00Z")
                .receipt(DOWNLOADS, new Window(Instant.parse(FIVE), Instant.parse(SEVEN)));

        // Then
        assertThat(windows(FIVE, EIGHT))
                .extracting(WindowLine::state)
                .containsExactly(WindowState.EMPTY, WindowState.VERIFIED, WindowState.EMPTY);
        assertThat(windows(SIX, EIGHT))
                .extracting(WindowLine::receipt)
                .containsExactly(Optional.of("_receipts/downloads/20260304T050000Z.json"), Optional.empty());
    }

    @Test
    void windowsArePagedWithoutHolesOrRepeats() {
        // Given
        scenario.whole(DOWNLOADS, SIX, 0).passed(Source.DOWNLOAD, 0, 1, "2026-03-04T07:19:00Z");
        ConsoleState state = scenario.known();
        Instant to = Instant.parse("2026-03-04T12:00:00Z");

        // When
        WindowPage first = state.windows(DOWNLOADS, Instant.EPOCH, to, 4).orElseThrow();
        WindowPage second =
                state.windows(DOWNLOADS, first.next().orElseThrow(), to, 4).orElseThrow();

        // Then
        assertThat(first.windows())
                .extracting(line -> line.window().start().toString())
                .containsExactly(FIVE, SIX, SEVEN, EIGHT);
        assertThat(second.windows())
                .extracting(line -> line.window().start().toString())
                .containsExactly("2026-03-04T09:00:00Z", "2026-03-04T10:00:00Z", "2026-03-04T11:00:00Z");
        assertThat(second.next()).isEmpty();
        assertThat(state.windows(new ExportId("acme", "unknown"), Instant.EPOCH, to, 4))
                .isEmpty();
    }

    @Test
    void aWindowsObjectsAreReadWhereTheyStand() {
        // Given
        scenario.whole(AUDIT, FIVE, 0)
                .whole(DOWNLOADS, FIVE, 0)
                .whole(DOWNLOADS, SIX, 0)
                .part(DOWNLOADS, FIVE, 1, 0)
                .delivered(DOWNLOADS, FIVE, 0, 0)
                .delivered(DOWNLOADS, SIX, 0, 0)
                .receipt(DOWNLOADS, ConsoleScenario.hour(FIVE));
        PartEmitted other = ConsoleScenario.emitted(DOWNLOADS, ConsoleScenario.hour(FIVE), Optional.empty(), 1, 0);

        // When
        WindowObjects objects = scenario.known().objects(DOWNLOADS, Instant.parse(FIVE));

        // Then
        Optional<Instant> at = Optional.of(scenario.clients.log.now);
        assertThat(objects.isWhole()).isTrue();
        assertThat(objects.objects())
                .startsWith(
                        new ObjectLine(
                                PartKind.PART,
                                part(FIVE).object(),
                                1_000,
                                part(FIVE).sha256(),
                                OptionalLong.of(10),
                                at),
                        new ObjectLine(
                                PartKind.PART,
                                other.object(),
                                1_000,
                                other.sha256(),
                                OptionalLong.of(10),
                                Optional.empty()))
                .extracting(ObjectLine::kind)
                .containsExactly(PartKind.PART, PartKind.PART, PartKind.RECEIPT);
        int clients = scenario.clients.settings.size();
        assertThat(scenario.known().objects(DOWNLOADS, Instant.parse(FIVE))).isEqualTo(objects);
        assertThat(scenario.known().objects(DOWNLOADS, Instant.parse(EIGHT)).objects())
                .isEmpty();
        assertThat(scenario.clients.settings).as("the same consumer has read").hasSize(clients);
    }

    @Test
    void anExportIsDeliveringOnceWhatWasDueIsThere() {
        // Given
        scenario.at("2026-03-04T06:10:20Z")
                .whole(DOWNLOADS, FIVE, 0)
                .passed(Source.DOWNLOAD, 0, 1, "2026-03-04T06:10:20Z");
        ExportLine due = line(DOWNLOADS);
        scenario.at("2026-03-04T06:12:00Z").delivered(DOWNLOADS, FIVE, 0, 0);

        // Then
        assertThat(due.state()).isEqualTo(ExportState.DUE);
        assertThat(line(DOWNLOADS).state()).isEqualTo(ExportState.DELIVERING);
        assertThat(line(DOWNLOADS).lastWindow()).contains(ConsoleScenario.hour(FIVE));
        assertThat(line(DOWNLOADS).delay()).contains(Duration.ofMinutes(12));
        assertThat(line(DOWNLOADS).behind()).isZero();
        assertThat(line(AUDIT).lastWindow()).isEmpty();
    }

    @Test
    void aSourceThatDoesNotPassMakesItsExportsLate() {
        // Given
        scenario.passed(Source.DOWNLOAD, 0, 1, "2026-03-04T06:10:09Z")
                .passed(Source.AUDIT, 0, 1, "2026-03-04T07:10:10Z");
        scenario.at("2026-03-04T07:10:11Z");

        // Then
        assertThat(line(DOWNLOADS).state()).isEqualTo(ExportState.LATE);
        assertThat(line(DOWNLOADS).reason())
                .isEqualTo("a window that was due at 2026-03-04T06:10:10Z has not closed in all source partitions");
        assertThat(line(DOWNLOADS).needsSomebody())
                .as("it is said once for all")
                .isFalse();
        assertThat(line(AUDIT).state()).as("the other source passes").isEqualTo(ExportState.DELIVERING);
    }

    @Test
    void anExportThatTheApplicationHoldsBackIsHeldBackUntilItHasCaughtUp() {
        // Given
        scenario.passed(Source.DOWNLOAD, 0, 1, "2026-03-04T07:19:00Z")
                .say(new ExportBehind(ConsoleScenario.source(DOWNLOADS, 0), DOWNLOADS))
                .say(new ExportHeldBack(
                        ConsoleScenario.source(DOWNLOADS, 0),
                        DOWNLOADS,
                        Instant.parse(SEVEN),
                        "redact[0].key: no such"));
        ExportLine behind = line(DOWNLOADS);
        WindowState window = window(SIX).state();

        // When
        scenario.say(new ExportCaughtUp(ConsoleScenario.source(DOWNLOADS, 0), DOWNLOADS));

        // Then
        assertThat(behind.state()).isEqualTo(ExportState.HELD_BACK);
        assertThat(behind.reason())
                .isEqualTo(
                        "held back by waybill since 2026-03-04T07:00:00Z in 1 source partition: redact[0].key: no such");
        assertThat(window).as("it has closed before").isEqualTo(WindowState.EMPTY);
        assertThat(line(DOWNLOADS).state()).isEqualTo(ExportState.DELIVERING);
    }

    @Test
    void whatConcernsMoreThanOneExportStandsInTheOverview() {
        // Given
        scenario.passed(Source.DOWNLOAD, 0, 2, "2026-03-04T07:19:00Z")
                .passed(Source.AUDIT, 0, 1, "2026-03-04T07:19:00Z");

        // Then
        assertThat(scenario.known().overview().findings())
                .extracting(finding -> finding.what())
                .containsExactly(
                        "partition 1 of the download events has said nothing for 2 h: it is not known how far it is"
                                + " read; receipts of acme/downloads wait for it");
        scenario.at("2026-03-04T10:00:00Z");
        assertThat(scenario.known().overview().findings())
                .extracting(finding -> finding.what())
                .containsExactly("the ledger has nothing of waybill from the last 2 h");
    }

    @Test
    void aPauseIsSeenAtOnce() {
        // Given
        ExportState before = line(DOWNLOADS).state();

        // When
        scenario.catalog.pause("2026-03-04T07:19:00Z", PauseScope.of(DOWNLOADS));

        // Then
        assertThat(before).isEqualTo(ExportState.DELIVERING);
        assertThat(line(DOWNLOADS).state()).isEqualTo(ExportState.PAUSED);
        assertThat(line(AUDIT).state()).isEqualTo(ExportState.DELIVERING);
    }

    @Test
    void committedOffsetsSayWhatTheSinkHasNotSaid() {
        // Given
        makeTopics();
        scenario.at("2026-03-04T06:10:20Z")
                .whole(DOWNLOADS, FIVE, 0)
                .passed(Source.DOWNLOAD, 0, 1, "2026-03-04T07:11:00Z");
        scenario.at("2026-03-04T07:20:00Z");

        // When
        ConsoleState state = scenario.looked();

        // Then
        assertThat(state.freshness().lookedAt()).contains(scenario.clients.log.now);
        assertThat(window(FIVE).state()).isEqualTo(WindowState.DELIVERED);
        assertThat(window(FIVE).remarks()).containsExactly(WindowRemark.UNTIMED);
        assertThat(window(FIVE).afterEnd()).isEmpty();
        assertThat(line(DOWNLOADS).state()).isEqualTo(ExportState.DELIVERING);
    }

    @Test
    void aTopicThatIsMissingBlocksItsExport() {
        // Given
        scenario.looked();

        // Then
        assertThat(line(DOWNLOADS).state()).isEqualTo(ExportState.BLOCKED);
        assertThat(scenario.known().overview().states()).isEqualTo(Map.of(ExportState.BLOCKED, 2));
        assertThat(scenario.known().overview().needSomebody()).isEqualTo(2);
    }

    @Test
    void whatRetentionHasRemovedIsMissing() {
        // Given
        makeTopics();
        TopicPartition own = new TopicPartition("export.acme.downloads", 0);
        scenario.clients.cluster.begins = partition -> partition.equals(own) ? 5 : 0;
        scenario.clients.cluster.ends = partition -> partition.equals(own)
                ? 5
                : scenario.clients.log.records(partition).size();
        scenario.clients.cluster.groups.put("connect-waybill-sink", Map.of(own, new OffsetAndMetadata(2)));
        scenario.at("2026-03-04T06:10:20Z")
                .whole(DOWNLOADS, FIVE, 0)
                .passed(Source.DOWNLOAD, 0, 1, "2026-03-04T07:11:00Z");
        scenario.at("2026-03-04T07:20:00Z");

        // When
        scenario.looked();

        // Then
        assertThat(window(FIVE).state()).isEqualTo(WindowState.MISSING);
        assertThat(line(DOWNLOADS).findings())
                .extracting(finding -> finding.what())
                .containsExactly("retention has removed 3 records of export.acme.downloads-0 that were not delivered");
    }

    @Test
    void anotherApplicationsEntriesAndReplaysDoNotCount() {
        // Given
        PartEmitted foreign = ConsoleScenario.emitted(DOWNLOADS, ConsoleScenario.hour(FIVE), Optional.empty(), 0, 0);
        scenario.say(new PartEmitted(
                new LedgerSource("waybill-replay-1", Source.DOWNLOAD, 0),
                foreign.batch(),
                0,
                foreign.object(),
                5,
                5,
                foreign.sha256()));
        scenario.say(new ObjectDelivered(
                ConsoleScenario.lane(DOWNLOADS),
                scenario.clients.log.now,
                PartKind.RECEIPT,
                "replay=1/_receipts/downloads/20260304T050000Z.json",
                1,
                "ab",
                Optional.of(ConsoleScenario.hour(FIVE)),
                ConsoleScenario.VERSION));
        scenario.passed(Source.DOWNLOAD, 0, 1, "2026-03-04T07:19:00Z");

        // Then
        assertThat(window(FIVE).parts()).isZero();
        assertThat(window(FIVE).receipt()).isEmpty();
    }

    @Test
    void aFailedCheckOfAnAccountNeedsSomebodyUntilTheFirstWindowIsThere() {
        // Given
        scenario.at("2026-03-04T05:20:00Z").checkedUp(DOWNLOADS, FIVE, "put-outside-prefix");
        ExportLine before = scenario.known().export(DOWNLOADS).orElseThrow().line();

        // When
        scenario.at("2026-03-04T06:12:00Z")
                .whole(DOWNLOADS, FIVE, 0)
                .delivered(DOWNLOADS, FIVE, 0, 0)
                .passed(Source.DOWNLOAD, 0, 1, "2026-03-04T06:12:00Z");
        ExportLine after = scenario.known().export(DOWNLOADS).orElseThrow().line();
        scenario.checkedUp(DOWNLOADS, SIX, "put-outside-prefix");
        ExportLine moved = scenario.known().export(DOWNLOADS).orElseThrow().line();

        // Then
        assertThat(before.state()).isEqualTo(ExportState.DELIVERING);
        assertThat(before.needsSomebody()).isTrue();
        assertThat(before.reason()).isEqualTo("the doctor, put-outside-prefix: not so");
        assertThat(before.advice()).isEqualTo("change it");
        assertThat(after.needsSomebody()).isFalse();
        assertThat(after.reason()).isEmpty();
        assertThat(after.checkup().orElseThrow().operators().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(moved.needsSomebody())
                .as("nothing is in the bucket that it goes to from then on")
                .isTrue();
    }

    @Test
    void whatFailedOnThePlatformsSideIsToldByTheStateAlone() {
        // Given
        scenario.at("2026-03-04T05:20:00Z").checkedUp(DOWNLOADS, FIVE, "export-topic");

        // When
        ExportLine line = scenario.known().export(DOWNLOADS).orElseThrow().line();

        // Then
        assertThat(line.checkup().orElseThrow().operators().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(line.needsSomebody()).isFalse();
    }

    @Test
    void aListGoesOnOnlyAfterAnExportThatThereIs() {
        ExportQuery query = new ExportQuery(
                Optional.empty(),
                "",
                Set.of(),
                Attention.ALL,
                ExportSort.NAME,
                Optional.of(new ExportId("acme", "gone")),
                10);

        assertThatThrownBy(() -> scenario.known().exports(query))
                .isInstanceOf(UnknownExportException.class)
                .hasMessage("the catalog knows no export acme/gone");
    }

    @Test
    void knowsHowFarItKnows() {
        // Given
        ConsoleState state = scenario.console(FollowedState.Bounds.DEFAULT);
        Freshness before = state.freshness();
        scenario.clients.log.append(ConsoleScenario.record(Topics.LEDGER, DOWNLOADS, new byte[] {1, 2, 3}));

        // When
        ConsoleScenario.known(state);

        // Then
        assertThat(before.knownUpTo()).containsOnlyKeys(Topics.CATALOG);
        assertThat(before.troubles()).containsExactly("the ledger and the deliveries have not been read yet");
        assertThat(state.isReady()).isTrue();
        assertThat(state.freshness().knownUpTo())
                .containsOnlyKeys(Topics.CATALOG, Topics.LEDGER, Topics.DELIVERIES)
                .containsValue(scenario.clients.log.now);
        assertThat(state.freshness().troubles()).isEmpty();
        assertThat(state.freshness().unreadable()).isEqualTo(1);
    }

    private void makeTopics() {
        scenario.clients.cluster.topics.put("export.acme.downloads", new TopicState(1, Map.of()));
        scenario.clients.cluster.topics.put("export.acme.audit", new TopicState(1, Map.of()));
    }

    private ExportLine line(ExportId export) {
        return scenario.known().export(export).orElseThrow().line();
    }

    private WindowLine window(String start) {
        return windows(start, Instant.parse(start).plusSeconds(1).toString()).get(0);
    }

    private List<WindowLine> windows(String from, String to) {
        return scenario.known()
                .windows(DOWNLOADS, Instant.parse(from), Instant.parse(to), 100)
                .orElseThrow()
                .windows();
    }

    private static PartEmitted part(String start) {
        return ConsoleScenario.emitted(DOWNLOADS, ConsoleScenario.hour(start), Optional.empty(), 0, 0);
    }
}
