package dev.waybill.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.Part;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartKind;
import dev.waybill.contract.Source;
import dev.waybill.delivery.TestCatalog;
import dev.waybill.ledger.BatchOpened;
import dev.waybill.ledger.EventsUndecided;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.PartitionPassed;
import dev.waybill.ledger.Stamped;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.topology.SimulatedTask.LogRecord;
import dev.waybill.topology.SimulatedTask.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the ledger is told up to when a source partition is done. */
class PassagesTest {
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");
    private static final ExportSpec EXPORT = new ExportSpec(
            new ExportId("acme", "downloads"),
            Source.DOWNLOAD,
            true,
            SelectSpec.ALL,
            List.of(),
            new KindSpec("csv", Map.of("columns", List.of("event_id"), "compression", "none")),
            ExportSpec.DEFAULT_LAYOUT,
            new ScheduleSpec("hourly", ZoneOffset.UTC, Duration.ofMinutes(10)),
            8 * 1024 * 1024,
            true,
            Delivery.DEDICATED,
            new FileDestination(Path.of("/tmp/acme"), ""),
            Map.of());

    @TempDir
    Path state;

    private final List<LogRecord> log = new ArrayList<>();
    private final World world = new World(List.of(EXPORT), Duration.ofMinutes(5), 1 << 20, new InMemorySchemaLookup());

    @Test
    void isDoneThroughWhatTheRecordsSay() {
        event(START.plusSeconds(60));
        event(START.plusSeconds(90));
        SimulatedTask task = task();

        task.processNext();
        task.processNext();
        task.punctuate(millis(START.plusSeconds(100)));
        task.commit();

        assertThat(passed(task)).last().satisfies(entry -> {
            assertThat(entry.through()).isEqualTo(START.plusSeconds(90));
            assertThat(entry.since()).as("the log is read from its beginning").isEqualTo(Instant.EPOCH);
            assertThat(entry.partitions()).isEqualTo(1);
            assertThat(entry.unattributed()).isFalse();
        });
    }

    @Test
    void aLogThatIsNotReadFromItsBeginningIsCompleteAfterItsFirstRecord() {
        event(START);
        event(START.plusSeconds(60));
        SimulatedTask task = SimulatedTask.replaying(state, log, 1, 10, BatchSettings.DEFAULT, 1 << 20, world);

        task.processNext();
        task.punctuate(millis(START.plusSeconds(100)));
        task.commit();

        assertThat(passed(task))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.since())
                        .isEqualTo(START.plusSeconds(60).plusMillis(1)));
    }

    @Test
    void aPartitionWithoutARecordIsDoneThroughTheTimeOfTheProof() {
        SimulatedTask task = task();

        task.provenIdleSince(millis(START.plusSeconds(5)));
        task.punctuate(millis(START.plusSeconds(6)));
        task.commit();

        assertThat(passed(task)).singleElement().satisfies(entry -> {
            assertThat(entry.through()).isEqualTo(START.plusSeconds(5));
            assertThat(entry.since()).isEqualTo(Instant.EPOCH);
        });
    }

    @Test
    void nothingIsToldAgainThatHasNotChanged() {
        SimulatedTask task = task();
        task.provenIdleSince(millis(START));
        for (int i = 1; i < 20; i++) {
            task.punctuate(millis(START) + 5_000L * i);
        }
        task.commit();

        assertThat(passed(task)).hasSize(1);
    }

    @Test
    void whatIsOpenIsToldAgainEachDay() {
        event(START.plusSeconds(60));
        SimulatedTask task = task();
        task.processNext();
        task.stampedBy(Stamped.PRODUCER);
        for (int hour = 1; hour <= 30; hour++) {
            task.punctuate(millis(START.plus(Duration.ofHours(hour))));
        }
        task.commit();

        assertThat(task.ledger().stream().filter(BatchOpened.class::isInstance))
                .hasSize(3)
                .containsOnly(task.ledger().get(0));
    }

    @Test
    void whatArrivesAfterItWasPassedIsLate() {
        event(START.plusSeconds(60));
        event(START.plusSeconds(120));
        SimulatedTask task = task();
        task.processNext();
        Instant passed = START.plus(Duration.ofMinutes(71));
        task.provenIdleSince(millis(passed));
        task.punctuate(millis(passed.plusSeconds(5)));

        task.processNext();
        task.finish();

        assertThat(task.parts()).extracting(Part::kind).containsExactly(PartKind.PART, PartKind.LATE_PART);
        assertThat(CheckedLedger.faults(task.ledger(), task.parts())).isEmpty();
    }

    @Test
    void whatProducersStampIsNotLateOnlyBecauseTimeHasPassed() {
        event(START.plusSeconds(60));
        SimulatedTask task = task();
        task.stampedBy(Stamped.PRODUCER);
        task.crash(world);
        Instant passed = START.plus(Duration.ofMinutes(71));
        task.provenIdleSince(millis(passed));
        task.punctuate(millis(passed.plusSeconds(5)));

        task.processNext();
        task.finish();

        assertThat(passed(task)).first().satisfies(entry -> {
            assertThat(entry.through()).isEqualTo(passed);
            assertThat(entry.stamped()).isEqualTo(Stamped.PRODUCER);
        });
        assertThat(task.parts()).extracting(Part::kind).containsExactly(PartKind.PART);
    }

    @Test
    void whatNobodyCanReadIsToldOnceAndSurvivesACrash() {
        event(START.plusSeconds(60));
        log.add(new LogRecord(millis(START.plusSeconds(70)), "garbage".getBytes(StandardCharsets.UTF_8)));
        event(START.plusSeconds(80));
        SimulatedTask task = task();
        task.processNext();
        task.processNext();
        task.commit();
        task.crash(world);

        task.processNext();
        task.punctuate(millis(START.plusSeconds(90)));
        task.provenIdleSince(millis(START.plusSeconds(95)));
        task.punctuate(millis(START.plusSeconds(99)));
        task.commit();

        assertThat(passed(task).stream().filter(PartitionPassed::unattributed)).hasSize(1);
    }

    @Test
    void hoursInWhichNobodyCouldTellWhatRulesAreToldBeforeTheyArePassedAndSurviveACrash() {
        // Given
        TestCatalog catalog = TestCatalog.ruling(List.of(EXPORT));
        catalog.put("acme", "{\"format\":99}", START.plusSeconds(65));
        World unsure = new World(catalog, world.schemas(), world.versions());
        event(START.plusSeconds(60));
        event(START.plusSeconds(70));
        event(START.plusSeconds(80));
        event(START.plus(Duration.ofMinutes(61)));
        SimulatedTask task = new SimulatedTask(state, log, BatchSettings.DEFAULT, 1 << 20, unsure);
        task.processNext();
        task.processNext();
        task.commit();
        task.crash(unsure);

        // When
        task.processNext();
        task.processNext();
        task.punctuate(millis(START.plus(Duration.ofMinutes(62))));
        task.commit();

        // Then
        List<LedgerEntry> told = task.ledger().stream()
                .filter(entry -> entry instanceof EventsUndecided || entry instanceof PartitionPassed)
                .toList();
        assertThat(told.stream().filter(EventsUndecided.class::isInstance).map(EventsUndecided.class::cast))
                .extracting(EventsUndecided::tenant, EventsUndecided::hour)
                .containsOnly(tuple("acme", START), tuple("acme", START.plus(Duration.ofHours(1))));
        assertThat(told).last().isInstanceOf(PartitionPassed.class);
        assertThat(passed(task)).noneMatch(PartitionPassed::unattributed);
    }

    private SimulatedTask task() {
        return new SimulatedTask(state, log, BatchSettings.DEFAULT, 1 << 20, world);
    }

    private void event(Instant at) {
        String value = "{\"event_id\":\"e%d\",\"tenant\":\"acme\",\"occurred_at\":\"%s\"}".formatted(log.size(), at);
        log.add(new LogRecord(millis(at), value.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<PartitionPassed> passed(SimulatedTask task) {
        return task.ledger().stream()
                .filter(PartitionPassed.class::isInstance)
                .map(PartitionPassed.class::cast)
                .toList();
    }

    private static long millis(Instant instant) {
        return instant.toEpochMilli();
    }
}
