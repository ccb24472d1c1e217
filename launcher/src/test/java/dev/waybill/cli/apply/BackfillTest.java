package dev.waybill.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.app.replay.PlannedWindow;
import dev.waybill.app.replay.ReplayRefusedException;
import dev.waybill.app.replay.ReplayReport;
import dev.waybill.app.replay.ReplayRequest;
import dev.waybill.app.replay.WhyNot;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.control.apply.Applier;
import dev.waybill.control.apply.ApplyPlan;
import dev.waybill.control.apply.ApplyRequest;
import dev.waybill.control.apply.ApplyResult;
import dev.waybill.control.apply.KafkaTargetCluster;
import dev.waybill.control.apply.Wanted;
import dev.waybill.topics.FakeClients;
import dev.waybill.topics.InputTimestamps;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import dev.waybill.window.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At 2026-03-04T05:06:07Z, by the brokers' clock, exports are applied; they begin at 06:00. */
class BackfillTest {
    private static final Duration BACK = Duration.ofHours(3);
    private static final Instant BEGUN = Instant.parse("2026-03-04T06:00:00Z");

    private static final TopicSettings TOPICS = new TopicSettings(
            1, 1, 1, 1, InputTimestamps.LOG_APPEND_TIME, Duration.ofDays(7), 1L << 30, Duration.ofDays(7));

    @TempDir
    Path tenants;

    private final FakeClients clients = new FakeClients();
    private final FakeHistories histories = new FakeHistories();
    private final Backfill backfill = new Backfill(BACK, histories);
    private KafkaTargetCluster target;

    @BeforeEach
    void openCluster() throws IOException {
        target = KafkaTargetCluster.open(clients, Map.of(), "waybill");
        write("acme", "downloads");
    }

    @AfterEach
    void closeCluster() {
        target.close();
    }

    @Test
    void deliversWhatCameBeforeANewExport() throws IOException {
        // Given
        ApplyResult first = apply();
        assertThat(backfill.asked(first.plan(), catalog())).containsExactly(history("acme", "downloads"));
        write("beta", "downloads");

        // When
        ApplyResult second = apply();
        List<ReplayRequest> asked = backfill.asked(second.plan(), catalog());
        BackfillReport report = backfill.deliver(asked);

        // Then
        assertThat(asked).containsExactly(history("beta", "downloads"));
        assertThat(histories.begun).containsExactlyElementsOf(asked);
        assertThat(histories.run).containsExactlyElementsOf(asked);
        assertThat(report.isWell()).isTrue();
        assertThat(String.join("\n", report.lines())).isEqualTo("""
                history of beta/downloads from 2026-03-04T03:00:00Z to 2026-03-04T06:00:00Z
                not replayed: beta/downloads from 2026-03-04T03:00:00Z to 2026-03-04T04:00:00Z, windows: 1: the input does not hold all of it any more
                not replayed: beta/downloads from 2026-03-04T05:00:00Z to 2026-03-04T06:00:00Z, windows: 1: it has not closed yet; the last one is due at 2026-03-04T06:10:10Z
                replay x: windows 1 of 3, parts 2, events 7, in replay=x/
                After 2026-03-04T06:10:10Z the rest can be delivered: ./waybill replay beta/downloads --under next --from 2026-03-04T05:00:00Z --to 2026-03-04T06:00:00Z""");
        assertThat(report.content())
                .singleElement()
                .satisfies(one -> assertThat(one)
                        .containsEntry("export", "beta/downloads")
                        .containsEntry("state", "done")
                        .containsKey("replay"));
    }

    @Test
    void isRefusedWhereNothingIsNew() throws IOException {
        // Given
        apply();

        // Then
        assertThatThrownBy(() -> backfill.requireSomethingToDo(plan(), catalog()))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--backfill: nothing is new in this plan")
                .hasMessageContaining("./waybill replay TENANT/EXPORT --under next");
        assertThatThrownBy(() -> new Backfill(Duration.ZERO, histories))
                .isInstanceOf(UsageException.class)
                .hasMessage("--backfill: PT0S is no time before an export; write it as in P7D");
    }

    @Test
    void goesOnWithWhatIsNotFinishedWhenItIsSaidAgain() throws IOException {
        // Given
        write("beta", "downloads");
        ApplyResult first = apply();
        histories.stopsAt = Optional.of("acme/downloads");
        BackfillReport stopped = backfill.deliver(backfill.asked(first.plan(), catalog()));
        histories.stopsAt = Optional.empty();

        // When
        ApplyPlan again = plan();
        backfill.requireSomethingToDo(again, catalog());
        List<ReplayRequest> asked = backfill.asked(again, catalog());

        // Then
        assertThat(stopped.isWell()).isFalse();
        assertThat(stopped.lines())
                .containsExactly(
                        "history of acme/downloads: stopped; the same command goes on where it was",
                        "history of beta/downloads: stopped; the same command goes on where it was");
        assertThat(asked).containsExactly(history("acme", "downloads"), history("beta", "downloads"));
        assertThat(backfill.deliver(asked).isWell()).isTrue();
        assertThatThrownBy(() -> backfill.requireSomethingToDo(plan(), catalog()))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void oneThatCannotBeDoneDoesNotStopTheOthers() throws IOException {
        // Given
        write("beta", "downloads");
        histories.refuses = Optional.of("acme/downloads");

        // When
        BackfillReport report = backfill.deliver(backfill.asked(apply().plan(), catalog()));

        // Then
        assertThat(report.isWell()).isFalse();
        assertThat(report.lines())
                .contains("history of acme/downloads: it is paused")
                .contains("replay x: windows 1 of 3, parts 2, events 7, in replay=x/");
        assertThat(report.content())
                .extracting(one -> one.get("state"), one -> one.get("why"))
                .containsExactly(tuple("refused", "it is paused"), tuple("done", null));
    }

    private ReplayRequest history(String tenant, String export) {
        return ReplayRequest.history(new ExportId(tenant, export), BEGUN, BACK);
    }

    private CatalogSnapshot catalog() {
        return target.catalog().snapshot();
    }

    private ApplyResult apply() throws IOException {
        return applier().apply(request());
    }

    private ApplyPlan plan() throws IOException {
        return applier().plan(request()).plan();
    }

    private Applier applier() {
        return new Applier(target, Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC), step -> {});
    }

    private ApplyRequest request() throws IOException {
        return new ApplyRequest(
                Wanted.all(tenants, Optional.empty(), secret -> ""),
                exports -> TopicPlan.of(exports, TOPICS),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                "ops",
                "");
    }

    private void write(String tenant, String export) throws IOException {
        Files.writeString(tenants.resolve(tenant + ".yaml"), """
                tenant: %s
                exports:
                  - id: %s
                    source: download
                    format: { kind: csv }
                    destination: { kind: file, directory: /tmp/%1$s }
                """.formatted(tenant, export));
    }

    /** One window is delivered, the one before it has expired, the one after it is open. */
    private static final class FakeHistories implements Histories {
        private final List<ReplayRequest> begun = new ArrayList<>();
        private final List<ReplayRequest> run = new ArrayList<>();
        private Optional<String> stopsAt = Optional.empty();
        private Optional<String> refuses = Optional.empty();

        @Override
        public void begin(List<ReplayRequest> histories) {
            histories.stream().filter(history -> !begun.contains(history)).forEach(begun::add);
        }

        @Override
        public List<ReplayRequest> unfinished(List<ReplayRequest> histories) {
            return histories.stream()
                    .filter(history -> begun.contains(history) && !run.contains(history))
                    .toList();
        }

        @Override
        public Optional<ReplayReport> run(ReplayRequest history) {
            if (refuses.filter(history.scope()::equals).isPresent()) {
                throw new ReplayRefusedException("it is paused");
            }
            if (stopsAt.filter(history.scope()::equals).isPresent()) {
                return Optional.empty();
            }
            run.add(history);
            return Optional.of(new ReplayReport(
                    "x",
                    "replay=x/",
                    List.of(
                            outcome(history, 0, Optional.of(WhyNot.EXPIRED), 0, 0),
                            outcome(history, 1, Optional.empty(), 2, 7),
                            outcome(history, 2, Optional.of(WhyNot.OPEN), 0, 0)),
                    OptionalLong.empty(),
                    new TreeMap<>()));
        }

        private static ReplayReport.Outcome outcome(
                ReplayRequest history, int hour, Optional<WhyNot> whyNot, int parts, long events) {
            Instant start = history.from().plus(Duration.ofHours(hour));
            Instant end = start.plus(Duration.ofHours(1));
            return new ReplayReport.Outcome(
                    new PlannedWindow(
                            new ExportId(history.tenant(), history.export().orElseThrow()),
                            Source.DOWNLOAD,
                            new Window(start, end),
                            "41b0f7c3a9e2",
                            end.plusSeconds(610),
                            whyNot),
                    parts,
                    0,
                    events,
                    0,
                    0);
        }
    }
}
