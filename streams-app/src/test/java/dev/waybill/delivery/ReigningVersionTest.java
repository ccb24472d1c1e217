package dev.waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchEnd;
import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MapStore;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.batch.Part;
import dev.waybill.batch.PartitionBatches;
import dev.waybill.batch.QuietEmitter;
import dev.waybill.batch.UndecidedHour;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.reign.UnknownMembers;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.export.ExportVersion;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.spec.yaml.SpecException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The catalog changes in the middle of a window, with the window's rows in the store or only in the source log, and the
 * application is restarted after each change or not. The lead is seven minutes.
 */
@ParameterizedClass
@ValueSource(strings = {"PT1H", "PT5M", "PT1S"})
class ReigningVersionTest {
    private static final ExportSpec HOURLY = spec(ScheduleSpec.HOURLY, "event_id");
    private static final ExportSpec WITH_URI = spec(ScheduleSpec.HOURLY, "event_id", "uri");

    private static final Instant CHANGED = Instant.parse("2026-03-04T05:31:00Z");

    @Parameter
    Duration replayDistance;

    private final List<String> log = new ArrayList<>();
    private final List<Long> arrivals = new ArrayList<>();
    private final MapStore store = new MapStore();
    private final List<Part> parts = new ArrayList<>();
    private final List<String> unrouted = new ArrayList<>();
    private final List<String> tickets = new ArrayList<>();
    private TestCatalog catalog = TestCatalog.ruling(List.of(HOURLY));
    private PartitionBatches batches;
    private EventPath path;

    @Test
    void anEditInTheMiddleOfAWindowTakesEffectAtItsEndWhateverIsRestarted() {
        // Given
        restarted().arrives("a", "2026-03-04T05:30:00Z");
        catalog.apply(List.of(WITH_URI), Instant.parse("2026-03-04T05:31:00Z"));

        // When
        restarted().arrives("b", "2026-03-04T05:45:00Z");
        arrives("c", "2026-03-04T05:59:59.999Z");
        arrives("d", "2026-03-04T06:00:00Z");
        restarted().arrives("late", "2026-03-04T05:50:00Z", "2026-03-04T06:30:00Z");
        closeAll();

        // Then
        assertThat(parts)
                .extracting(part -> part.kind().headerValue() + " " + text(part))
                .containsExactlyInAnyOrder(
                        "part event_id\na\nb\nc\n", "late-part event_id\nlate\n", "part event_id,uri\nd,/of/d\n");
        assertThat(parts)
                .extracting(Part::configVersion)
                .containsOnly(
                        SpecVersion.of(HOURLY).id(), SpecVersion.of(WITH_URI).id());
    }

    @Test
    void theFirstWindowOfAnotherScheduleBeginsWhereTheLastOneOfTheOldOneEnds() {
        // Given
        restarted().arrives("a", "2026-03-04T05:30:00Z");
        ExportSpec daily = spec(new ScheduleSpec("daily", ZoneOffset.UTC, Duration.ZERO), "event_id");

        // When
        catalog.apply(List.of(daily), Instant.parse("2026-03-04T05:31:00Z"));
        arrives("b", "2026-03-04T05:40:00Z");
        arrives("c", "2026-03-04T06:40:00Z");
        arrives("d", "2026-03-04T23:59:00Z");
        arrives("e", "2026-03-05T00:01:00Z");
        closeAll();

        // Then
        assertThat(parts)
                .extracting(part -> part.window().start() + " " + text(part))
                .containsExactly(
                        "2026-03-04T05:00:00Z event_id\na\nb\n",
                        "2026-03-04T06:00:00Z event_id\nc\nd\n",
                        "2026-03-05T00:00:00Z event_id\ne\n");
        assertThat(parts.get(1).window().end()).isEqualTo("2026-03-05T00:00:00Z");
    }

    @Test
    void anEditThatIsUndoneWithinTheLeadLeavesNoTrace() {
        // Given
        restarted().arrives("a", "2026-03-04T05:30:00Z");

        // When
        catalog.apply(List.of(WITH_URI), Instant.parse("2026-03-04T05:31:00Z"));
        arrives("b", "2026-03-04T05:31:30Z");
        catalog.apply(List.of(HOURLY), Instant.parse("2026-03-04T05:33:00Z"));
        arrives("c", "2026-03-04T06:10:00Z");
        closeAll();

        // Then
        assertThat(parts).extracting(ReigningVersionTest::text).containsExactly("event_id\na\nb\n", "event_id\nc\n");
    }

    @Test
    void anExportThatIsSwitchedOffFinishesItsWindowsAndWhatComesThenIsCounted() {
        // Given
        restarted().arrives("a", "2026-03-04T05:30:00Z");

        // When
        catalog.apply(List.of(HOURLY.withEnabled(false)), Instant.parse("2026-03-04T05:31:00Z"));
        restarted().arrives("b", "2026-03-04T05:45:00Z");
        arrives("c", "2026-03-04T06:01:00Z");
        catalog.apply(List.of(), Instant.parse("2026-03-04T07:00:00Z"));
        arrives("d", "2026-03-04T08:01:00Z");
        closeAll();

        // Then
        assertThat(parts).extracting(ReigningVersionTest::text).containsExactly("event_id\na\nb\n");
        assertThat(unrouted).containsExactly("DISABLED", "REMOVED");
    }

    @Test
    void anExportThatIsBackBeginsAtAnEdgeOfItsOwn() {
        // Given
        catalog.apply(List.of(), Instant.parse("2026-03-04T04:00:00Z"));
        restarted().arrives("a", "2026-03-04T05:30:00Z");

        // When
        catalog.apply(List.of(WITH_URI), Instant.parse("2026-03-04T05:31:00Z"));
        arrives("b", "2026-03-04T05:45:00Z");
        arrives("c", "2026-03-04T06:01:00Z");
        closeAll();

        // Then
        assertThat(parts).extracting(ReigningVersionTest::text).containsExactly("event_id,uri\nc,/of/c\n");
        assertThat(unrouted).containsExactly("REMOVED", "REMOVED");
    }

    @Test
    void anEventOfNobodyAndOneFromBeforeTheFirstVersionAreCountedApart() {
        // Given
        catalog = new TestCatalog().apply(List.of(HOURLY), Instant.parse("2026-03-04T05:31:00Z"));
        restarted();

        // When
        arrives("a", "2026-03-04T05:45:00Z");
        arrives("b", "2026-03-04T06:01:00Z", "2026-03-04T06:01:02Z", "nobody");

        // Then
        assertThat(unrouted).containsExactly("BEFORE_FIRST", "UNKNOWN_TENANT");
    }

    @Test
    void anEventWhoseVersionIsNotKnownYetWaitsAndIsNotGuessed() {
        // Given
        restarted();
        catalog.knownUpTo(Instant.parse("2026-03-04T05:53:00Z"));
        List<String> seen = new ArrayList<>();
        catalog.whenWaiting(() -> {
            seen.add("waited");
            catalog.apply(List.of(WITH_URI), Instant.parse("2026-03-04T05:52:30Z"))
                    .knownUpTo(Instant.parse("2026-03-04T06:30:00Z"));
        });

        // When
        arrives("a", "2026-03-04T05:58:50Z");
        List<String> before = List.copyOf(seen);
        arrives("b", "2026-03-04T06:00:00Z");
        closeAll();

        // Then
        assertThat(before).isEmpty();
        assertThat(seen).containsExactly("waited");
        assertThat(parts)
                .extracting(ReigningVersionTest::text)
                .containsExactly("event_id\na\n", "event_id,uri\nb,/of/b\n");
    }

    @Test
    void anEventFromTheFarFutureIsRefusedAndNotWaitedFor() {
        // Given
        restarted();
        catalog.knownUpTo(Instant.parse("2026-03-04T05:30:00Z"));

        // When
        arrives("a", "2026-03-04T09:00:00Z", "2026-03-04T05:30:00Z");

        // Then
        assertThat(tickets).containsExactly("in-the-future");
    }

    @Test
    void anEventThatIsOlderThanTheHistoryGoesToQuarantine() {
        // Given
        restarted();

        // When
        arrives("a", "2026-02-01T05:00:00Z", "2026-03-03T05:00:00Z");
        arrives("b", "2026-02-01T04:59:59Z", "2026-03-03T05:00:00Z");
        closeAll();

        // Then
        assertThat(tickets).containsExactly("too-old");
        assertThat(parts).extracting(ReigningVersionTest::text).containsExactly("event_id\na\n");
    }

    @Test
    void whatNobodyCanTellGoesToQuarantineFromWhenTheUnreadableRecordTakesEffect() {
        // Given
        restarted();
        catalog.put("acme", "{\"format\":99}", Instant.parse("2026-03-04T06:00:00Z"));

        // When
        arrives("a", "2026-03-04T05:59:00Z");
        arrives("b", "2026-03-04T06:00:00Z");
        closeAll();

        // Then
        assertThat(tickets).containsExactly("undecidable");
        assertThat(parts).extracting(ReigningVersionTest::text).containsExactly("event_id\na\n");
        assertThat(unrouted).isEmpty();
        assertThat(path.batches().ledger().takeUnattributed())
                .as("its tenant is known")
                .isFalse();
        assertThat(path.batches().ledger().takeUndecided())
                .containsExactly(
                        new UndecidedHour(Instant.parse("2026-03-04T06:00:00Z").getEpochSecond() / 3600, "acme"));
    }

    @Test
    void aPausedExportCollectsAndEmitsNothingUntilItGoesOn() {
        // Given
        restarted().arrives("a", "2026-03-04T05:30:00Z");
        catalog.pause(PauseScope.ofTenant("acme"));

        // When
        arrives("b", "2026-03-04T05:45:00Z");
        arrives("c", "2026-03-04T07:01:00Z");
        List<Part> paused = List.copyOf(parts);
        catalog.resume(PauseScope.ofTenant("acme"));
        closeAll();

        // Then
        assertThat(paused).isEmpty();
        assertThat(parts).extracting(ReigningVersionTest::text).containsExactly("event_id\na\nb\n", "event_id\nc\n");
    }

    @Test
    void aWindowIsDueByTheSlackThatHoldsAtItsStartWhateverIsRestarted() {
        // Given: half an hour of slack from 05:38 on
        restarted().arrives("a", "2026-03-04T05:30:00Z");
        catalog.apply(List.of(HOURLY), settings(Duration.ofMinutes(30), Duration.ofMinutes(5)), CHANGED);

        // When
        restarted().arrives("b", "2026-03-04T05:50:00Z", "2026-03-04T06:09:59Z");
        arrives("late", "2026-03-04T05:50:00Z", "2026-03-04T06:10:10Z");
        arrives("c", "2026-03-04T06:10:00Z");
        restarted().arrives("d", "2026-03-04T06:50:00Z", "2026-03-04T07:39:59Z");
        closeAll();

        // Then
        assertThat(parts)
                .extracting(part -> part.kind().headerValue() + " " + text(part))
                .containsExactlyInAnyOrder(
                        "part event_id\na\nb\n", "late-part event_id\nlate\n", "part event_id\nc\nd\n");
    }

    @Test
    void howFarAheadAnEventMayBeIsWhatHoldsWhenItArrives() {
        // Given: one minute from 05:38 on
        restarted();
        catalog.apply(List.of(HOURLY), settings(Duration.ofSeconds(10), Duration.ofMinutes(1)), CHANGED);

        // When
        arrives("a", "2026-03-04T05:40:59Z", "2026-03-04T05:37:59Z");
        arrives("b", "2026-03-04T05:41:00Z", "2026-03-04T05:38:00Z");
        closeAll();

        // Then
        assertThat(parts).extracting(ReigningVersionTest::text).containsExactly("event_id\na\n");
        assertThat(tickets).containsExactly("in-the-future");
    }

    private static PlatformSettings settings(Duration slack, Duration futureSkew) {
        PlatformSettings standard = TestCatalog.SETTINGS;
        return new PlatformSettings(
                Instant.EPOCH,
                standard.runSize(),
                slack,
                standard.lateness(),
                futureSkew,
                standard.history(),
                UnknownMembers.NONE);
    }

    /** Starts the path on what the store holds, as a task does after a restart. */
    private ReigningVersionTest restarted() {
        path = EventPath.open(
                EventPaths.of(
                        catalog,
                        BatchSettings.DEFAULT.withSpread(Duration.ZERO).withReplayDistance(replayDistance),
                        MemoryBudget.of(1 << 20)),
                0,
                store,
                new Emitted(),
                System::nanoTime);
        batches = path.batches();
        batches.replayFrom().ifPresent(from -> {
            for (int offset = (int) from; offset < log.size(); offset++) {
                accept(offset);
            }
        });
        batches.replayed();
        return this;
    }

    private void arrives(String id, String time) {
        arrives(id, time, Instant.parse(time).plusSeconds(2).toString());
    }

    private void arrives(String id, String time, String arrival) {
        arrives(id, time, arrival, "acme");
    }

    private void arrives(String id, String time, String arrival, String tenant) {
        log.add(
                "{\"event_id\":\"%1$s\",\"tenant\":\"%3$s\",\"occurred_at\":\"%2$s\",\"method\":\"GET\",\"uri\":\"/of/%1$s\"}"
                        .formatted(id, time, tenant));
        arrivals.add(Instant.parse(arrival).toEpochMilli());
        accept(log.size() - 1);
        batches.work(arrivals.get(log.size() - 1));
    }

    private void accept(int offset) {
        path.accept(offset, arrivals.get(offset), log.get(offset).getBytes(StandardCharsets.UTF_8));
    }

    private void closeAll() {
        long later = Instant.parse("2026-03-07T00:00:00Z").toEpochMilli();
        batches.time().advanceIdle(later);
        for (long now = later; batches.hasWork(now); now += 2_000) {
            batches.work(now);
        }
        assertThat(batches.nextDueMillis()).isEmpty();
    }

    private static String text(Part part) {
        return new String(part.bytes(), StandardCharsets.UTF_8);
    }

    private static ExportSpec spec(ScheduleSpec schedule, String... columns) {
        return new ExportSpec(
                new ExportId("acme", "all"),
                Source.DOWNLOAD,
                true,
                SelectSpec.ALL,
                List.of(),
                new KindSpec("csv", Map.of("columns", List.of(columns), "compression", "none")),
                ExportSpec.DEFAULT_LAYOUT,
                schedule,
                8 * 1024 * 1024,
                true,
                Delivery.DEDICATED,
                new FileDestination(Path.of("/tmp/acme"), ""),
                Map.of());
    }

    private final class Emitted implements Outbox, QuietEmitter {
        @Override
        public boolean accepts(ExportVersion version) {
            return catalog.now().snapshot().paused(version.export()).isEmpty();
        }

        @Override
        public void emit(Part part) {
            parts.add(part);
        }

        @Override
        public void finished(BatchEnd end) {
            assertThat(end.counts().read()).isEqualTo(end.counts().delivered());
        }

        @Override
        public void quarantine(ClaimTicketDraft ticket) {
            tickets.add(ticket.reason().code());
        }

        @Override
        public void unrouted(Unruled why) {
            unrouted.add(why.name());
        }

        @Override
        public void fault(Throwable fault) {
            throw new AssertionError(fault);
        }

        @Override
        public void heldBack(ExportId export, SpecException why) {
            throw new AssertionError(why);
        }

        @Override
        public void released(ExportId export) {
            throw new AssertionError(export);
        }
    }
}
