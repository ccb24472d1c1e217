package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.SimulatedPartition.LogRecord;
import dev.waybill.contract.PartKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EmissionTest {
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");
    private static final long DUE = START.plus(Duration.ofMinutes(70)).toEpochMilli() + 10_000;
    private static final BatchSettings SMALL_SLICES =
            BatchSettings.DEFAULT.withSpread(Duration.ZERO).withBlocks(500).withSlices(1_000, 100, Duration.ofHours(1));

    private static final WindowSettings SMALL_RUNS =
            new WindowSettings(Duration.ofSeconds(10), Duration.ofHours(24), 1_000);

    @Test
    void copiesThatAreLeftOutUseUpASliceToo() {
        // Given
        List<LogRecord> log = new ArrayList<>();
        log.add(record("acme", "2026-03-04T05:30:00Z", "e"));
        for (int i = 0; i < 1_000; i++) {
            log.add(record("acme", "2026-03-04T07:30:00Z", "e"));
        }
        SimulatedPartition partition =
                new SimulatedPartition(log, Set.of("acme"), SMALL_SLICES, SMALL_RUNS, 1 << 20, 200, true);
        while (partition.hasNext()) {
            partition.processNext();
        }
        long later = START.plus(Duration.ofHours(5)).toEpochMilli();
        partition.advanceIdle(later);

        // When
        int slices = 1;
        while (partition.work(later)) {
            slices++;
        }
        partition.commit();

        // Then
        assertThat(partition.counts()).isEqualTo(new Counts(1_001, 1, 0, 1_000, 0));
        assertThat(slices).isGreaterThan(20);
    }

    /** One more export is held back several times a second. */
    @Test
    void exportsThatAreHeldBackDoNotDelayOneWhoseTopicIsOpenAgain() {
        // Given
        Set<String> tenants = new TreeSet<>(Set.of("opened"));
        List<LogRecord> log = new ArrayList<>();
        log.add(new LogRecord(START.toEpochMilli(), "opened", "e", START.toEpochMilli() * 1000 - 1));
        for (int i = 0; i < 200; i++) {
            tenants.add("shut-" + i);
            log.add(record("shut-" + i, "2026-03-04T05:30:00Z", "e"));
        }
        SimulatedPartition partition = new SimulatedPartition(
                log, tenants, BatchSettings.DEFAULT.withSpread(Duration.ofMinutes(1)), 1 << 20, 200, true);
        tenants.forEach(tenant -> partition.shut("export." + tenant + ".all"));
        while (partition.hasNext()) {
            partition.processNext();
        }
        partition.advanceIdle(DUE);
        long now = DUE;
        for (; now < DUE + 10_000; now += 100) {
            partition.work(now);
        }

        // When
        partition.open("export.opened.all");
        for (; now < DUE + 13_000; now += 100) {
            partition.work(now);
        }
        partition.commit();

        // Then
        assertThat(partition.parts()).hasSize(1);
    }

    /** So that of several copies the same one is always delivered, whenever emission comes to them. */
    @Test
    void aFullRunOfLateEventsWaitsForTheOnesOnTime() {
        // Given
        List<LogRecord> log = new ArrayList<>();
        log.add(record("acme", "2026-03-04T05:30:00Z", "on-time"));
        for (int i = 0; i < 100; i++) {
            log.add(record("acme", "2026-03-04T06:10:10Z", i == 0 ? "on-time" : "late-" + i));
        }
        BatchSettings settings =
                BatchSettings.DEFAULT.withSpread(Duration.ofMinutes(1)).withBlocks(500);
        SimulatedPartition partition =
                new SimulatedPartition(log, Set.of("acme"), settings, SMALL_RUNS, 1 << 20, 200, true);
        while (partition.hasNext()) {
            partition.processNext();
        }

        // When
        partition.work(DUE);
        partition.commit();
        int early = partition.parts().size();
        partition.finish();

        // Then
        assertThat(settings.spreadOffset(
                        SimulatedPartition.version("acme", 200, true).export()))
                .isPositive();
        assertThat(early).isZero();
        assertThat(partition.parts().get(0).kind()).isEqualTo(PartKind.PART);
        assertThat(partition.counts()).isEqualTo(new Counts(101, 100, 0, 1, 0));
    }

    /** As {@code import --late} brings them; most are forgotten before they are emitted. */
    @Test
    void aYearOfLateWindowsOfOneExportIsEmittedWithoutLookingAtAllOfThemForEach() {
        // Given
        List<LogRecord> log = new ArrayList<>();
        for (int hour = 3; hour < 8_760; hour++) {
            long occurredAt = START.minus(Duration.ofHours(hour)).toEpochMilli();
            log.add(new LogRecord(START.toEpochMilli(), "acme", "e-" + hour, occurredAt * 1000));
        }
        SimulatedPartition partition = new SimulatedPartition(
                log,
                Set.of("acme"),
                BatchSettings.DEFAULT.withRememberedIds(100_000),
                new WindowSettings(Duration.ofSeconds(10), Duration.ofHours(1), 64 << 20),
                64 << 20,
                200,
                true);

        // When
        partition.finish();

        // Then
        assertThat(partition.parts()).hasSameSizeAs(log);
        assertThat(partition.store().steps()).isLessThan(60L * log.size());
    }

    private static LogRecord record(String tenant, String arrival, String id) {
        return new LogRecord(
                Instant.parse(arrival).toEpochMilli(),
                tenant,
                id,
                Instant.parse("2026-03-04T05:20:00Z").toEpochMilli() * 1000);
    }
}
