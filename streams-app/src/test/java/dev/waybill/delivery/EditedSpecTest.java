package dev.waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MapStore;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.batch.Part;
import dev.waybill.batch.PartitionBatches;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.spec.CanonicalSpec;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.destination.FileDestination;
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
 * A spec is edited and the application restarted in the middle of a window, with the window's rows in the store or only
 * in the source log, which is read again.
 */
@ParameterizedClass
@ValueSource(strings = {EditedSpecTest.IN_LOG, EditedSpecTest.PARTLY_IN_STORE, EditedSpecTest.IN_STORE})
class EditedSpecTest {
    static final String IN_LOG = "PT1H";
    static final String PARTLY_IN_STORE = "PT5M";
    static final String IN_STORE = "PT1S";

    @Parameter
    Duration replayDistance;

    private final List<String> log = new ArrayList<>();
    private final List<Long> arrivals = new ArrayList<>();
    private final MapStore store = new MapStore();
    private final List<Part> parts = new ArrayList<>();
    private PartitionBatches batches;
    private EventPath path;

    @Test
    void finishesABegunWindowUnderItsOldSpecAndTheNextOneUnderTheNew() {
        // Given
        restartedWith(spec(true, "event_id")).arrives("a", "2026-03-04T05:30:00Z");

        // When
        restartedWith(spec(true, "event_id", "uri")).arrives("b", "2026-03-04T05:45:00Z");
        restartedWith(spec(true, "event_id", "uri", "method")).arrives("c", "2026-03-04T05:50:00Z");
        arrives("d", "2026-03-04T06:01:00Z");
        closeAll();

        // Then
        assertThat(parts)
                .extracting(EditedSpecTest::text)
                .containsExactly("event_id\na\nb\nc\n", "event_id,uri,method\nd,/of/d,GET\n");
        assertThat(parts)
                .extracting(Part::configVersion)
                .containsExactly(
                        CanonicalSpec.version(spec(true, "event_id")),
                        CanonicalSpec.version(spec(true, "event_id", "uri", "method")));
    }

    @Test
    void finishesTheWindowsOfADisabledExportAndBeginsNone() {
        restartedWith(spec(true, "event_id")).arrives("a", "2026-03-04T05:30:00Z");

        restartedWith(spec(false, "event_id")).arrives("b", "2026-03-04T05:45:00Z");
        arrives("c", "2026-03-04T06:01:00Z");
        closeAll();

        assertThat(parts).extracting(EditedSpecTest::text).containsExactly("event_id\na\nb\n");
    }

    @Test
    void finishesTheWindowsOfAnExportThatIsGone() {
        restartedWith(spec(true, "event_id")).arrives("a", "2026-03-04T05:30:00Z");

        restartedWith().arrives("b", "2026-03-04T05:45:00Z");
        arrives("c", "2026-03-04T06:01:00Z");
        closeAll();

        assertThat(parts).extracting(EditedSpecTest::text).containsExactly("event_id\na\nb\n");
    }

    @Test
    void disabledAndEnabledAgainInTheSameWindowLosesNothing() {
        restartedWith(spec(true, "event_id")).arrives("a", "2026-03-04T05:30:00Z");

        restartedWith(spec(false, "event_id", "uri")).arrives("b", "2026-03-04T05:45:00Z");
        restartedWith(spec(true, "event_id", "uri")).arrives("c", "2026-03-04T05:50:00Z");
        arrives("d", "2026-03-04T06:01:00Z");
        closeAll();

        assertThat(parts)
                .extracting(EditedSpecTest::text)
                .containsExactly("event_id\na\nb\nc\n", "event_id,uri\nd,/of/d\n");
    }

    @Test
    void eventsThatAMoreGenerousGraceWouldStillTakeAreLateOnceTheirWindowHasClosed() {
        // Given
        restartedWith(spec(schedule("hourly", "PT10M"), "event_id")).arrives("a", "2026-03-04T05:30:00Z");

        // When
        restartedWith(spec(schedule("hourly", "PT2H"), "event_id")).arrives("b", "2026-03-04T05:40:00Z");
        arrives("c", "2026-03-04T05:45:00Z", "2026-03-04T06:20:00Z");
        restartedWith(spec(schedule("hourly", "PT2H"), "event_id")).arrives("d", "2026-03-04T06:21:00Z");
        arrives("e", "2026-03-04T05:50:00Z", "2026-03-04T06:22:00Z");
        closeAll();

        // Then
        assertThat(parts)
                .extracting(part -> part.kind().headerValue() + " " + text(part))
                .containsExactly("part event_id\na\nb\n", "late-part event_id\nc\ne\n", "part event_id\nd\n");
    }

    @Test
    void anEditOfTheScheduleThatIsTakenBackInTheSameWindowLosesNothing() {
        // Given
        ExportSpec hourly = spec(ScheduleSpec.HOURLY, "event_id");
        restartedWith(hourly).arrives("a", "2026-03-04T05:30:00Z");
        restartedWith(spec(schedule("daily", "PT10M"), "event_id")).arrives("b", "2026-03-04T06:00:50Z");
        arrives("c", "2026-03-04T06:01:00Z");
        arrives("d", "2026-03-04T05:59:00Z", "2026-03-04T06:05:00Z");
        arrives("e", "2026-03-04T06:06:00Z");

        // When
        restartedWith(hourly).arrives("f", "2026-03-04T06:08:00Z");
        closeAll();

        // Then
        assertThat(parts)
                .extracting(EditedSpecTest::text)
                .containsExactlyInAnyOrder("event_id\na\nd\n", "event_id\nb\nc\ne\nf\n");
    }

    /** Starts the path on what the store holds, as a task does after a restart with these specs. */
    private EditedSpecTest restartedWith(ExportSpec... exports) {
        path = EventPath.open(
                EventPaths.of(
                        List.of(exports),
                        BatchSettings.DEFAULT.withSpread(Duration.ZERO).withReplayDistance(replayDistance),
                        MemoryBudget.of(1 << 20)),
                0,
                store,
                new CollectedParts(parts),
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
        log.add(
                "{\"event_id\":\"%1$s\",\"tenant\":\"acme\",\"occurred_at\":\"%2$s\",\"method\":\"GET\",\"uri\":\"/of/%1$s\"}"
                        .formatted(id, time));
        arrivals.add(Instant.parse(arrival).toEpochMilli());
        accept(log.size() - 1);
        batches.work(arrivals.get(log.size() - 1));
    }

    private void accept(int offset) {
        path.accept(offset, arrivals.get(offset), log.get(offset).getBytes(StandardCharsets.UTF_8));
    }

    private void closeAll() {
        long later = Instant.parse("2026-03-06T00:00:00Z").toEpochMilli();
        batches.advanceIdle(later);
        while (batches.hasWork(later)) {
            batches.work(later);
        }
        assertThat(batches.nextDueMillis()).isEmpty();
    }

    private static String text(Part part) {
        return new String(part.bytes(), StandardCharsets.UTF_8);
    }

    private static ScheduleSpec schedule(String every, String grace) {
        return new ScheduleSpec(every, ZoneOffset.UTC, Duration.parse(grace));
    }

    private static ExportSpec spec(boolean enabled, String... columns) {
        return spec(enabled, ScheduleSpec.HOURLY, columns);
    }

    private static ExportSpec spec(ScheduleSpec schedule, String... columns) {
        return spec(true, schedule, columns);
    }

    private static ExportSpec spec(boolean enabled, ScheduleSpec schedule, String... columns) {
        return new ExportSpec(
                new ExportId("acme", "all"),
                Source.DOWNLOAD,
                enabled,
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
}
