package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.waybill.topics.TopicSettings;
import dev.waybill.verify.check.ExportTotals;
import dev.waybill.verify.check.Summary;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Streams application, in a process of its own, is killed with SIGKILL again and again while events are published.
 * Every other kill, the first included, hits while parts are being emitted: some have reached the broker, their transaction has not ended. The
 * other kills come at any moment. Windows are five seconds long, and those of all exports are due at once; an event would
 * have to be held up for the grace of ten seconds to be late. In the end the committed parts hold every published event
 * exactly once, and every record exactly once in an export that delivers copies.
 *
 * <p>{@code -Dkills=N} kills it more often than the three times of a build, {@code -Dkill.seed=S} at other moments,
 * {@code -Dkill.guarantee=at_least_once} must make it fail; see {@code docs/how-to/prove-exactly-once.md}.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final long SEED = Long.getLong("kill.seed", 20_260_304L);
    private static final String GUARANTEE = System.getProperty("kill.guarantee", "exactly_once_v2");
    private static final FlowTenants TENANTS = new FlowTenants(6);
    private static final int BURST = 20;
    private static final Duration LONGEST_WINDOW = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void deliversEveryEventOnceThoughKilledAgainAndAgain() throws Exception {
        // Given
        Random random = new Random(SEED);
        long started = System.nanoTime();
        try (WholeStack stack = new WholeStack(folder, specs(), TopicSettings.EMBEDDED, Map.of());
                DeliveredRows delivered = new DeliveredRows(
                        TopicReader.committed(stack.broker.bootstrapServers(), TENANTS.topics("once-a")));
                TopicReader produced =
                        TopicReader.uncommitted(stack.broker.bootstrapServers(), TENANTS.topics("once-a"));
                EventFlow flow = new EventFlow(stack.producer(), TENANTS, BURST, SEED + 1)) {
            int parts = 0;

            // When
            for (int kill = 1; kill <= KILLS; kill++) {
                boolean whileEmitting = kill % 2 == 1;
                try (ChildProcess process = start(stack, kill, whileEmitting)) {
                    if (whileEmitting) {
                        parts += awaitProduced(produced, process);
                    } else {
                        delivered.awaitParts(PATIENCE, List.of(process));
                        process.runFor(Duration.ofMillis(random.nextInt(2_500)));
                    }
                    process.kill();
                }
                parts += parts(produced.toEnd());
                System.out.printf(
                        "killed %d times: %d parts produced, %d of them committed so far%n",
                        kill, parts, delivered.read().parts());
            }
            flow.stop();
            Instant ends = Instant.now().plus(LONGEST_WINDOW);

            // Then
            try (ChildProcess last = start(stack, KILLS + 1, true)) {
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(delivered.read().rows()).isGreaterThanOrEqualTo(expectedRows(flow)));
                judge(stack.judge, delivered, flow, ends);
                last.kill();
            }
            parts += parts(produced.toEnd());
            delivered.read();
            System.out.printf(
                    "%d kills in %d s (seed %d, %s): %d records published, %d different events; %d parts produced, %d of"
                            + " them committed, with %d rows in three exports%n",
                    KILLS,
                    (System.nanoTime() - started) / 1_000_000_000,
                    SEED,
                    GUARANTEE,
                    flow.records(),
                    flow.copies().size(),
                    parts,
                    delivered.parts(),
                    delivered.rows());
            delivered
                    .byEvent()
                    .forEach((id, times) -> assertThat(times)
                            .as(id)
                            .isEqualTo(Map.of(
                                    "once-a",
                                    1,
                                    "once-b",
                                    1,
                                    "copies",
                                    flow.copies().get(id))));
            assertThat(delivered.byEvent().keySet()).isEqualTo(flow.copies().keySet());
            assertThat(parts)
                    .as("parts produced; were no more produced than committed, no kill would have hit an emission")
                    .isGreaterThan(delivered.parts());
        }
    }

    /** Every window has a receipt, these say what was published, and the parts are what they say. */
    private void judge(ReceiptJudge judge, DeliveredRows delivered, EventFlow flow, Instant ends) {
        for (String tenant : TENANTS.all()) {
            Path place = folder.resolve("placed").resolve(tenant);
            Summary summary = judge.awaitClean(
                    () -> {
                        delivered.read().placeIn(folder.resolve("placed"));
                        return place;
                    },
                    ends);
            long records = flow.recordsOf(tenant);
            long events = flow.eventsOf(tenant);
            assertThat(summary.exports())
                    .extracting(
                            ExportTotals::export,
                            export -> export.counts().read(),
                            export -> export.counts().delivered(),
                            export -> export.counts().duplicate())
                    .containsExactly(
                            tuple("copies", records, records, 0L),
                            tuple("once-a", records, events, records - events),
                            tuple("once-b", records, events, records - events));
            assertThat(summary.rows().orElseThrow().unsummed()).isZero();
        }
    }

    /** Waits until parts have reached the broker, whatever becomes of them; answers how many. */
    private static int awaitProduced(TopicReader produced, ChildProcess process) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int parts = 0; System.nanoTime() < deadline; ) {
            parts = parts(produced.poll(Duration.ofMillis(200)));
            if (parts > 0) {
                return parts;
            }
            process.requireAlive();
        }
        throw new AssertionError("no part within " + PATIENCE);
    }

    private static int parts(List<ConsumerRecord<byte[], byte[]>> records) {
        return (int) records.stream().filter(TopicReader::isPart).count();
    }

    private static long expectedRows(EventFlow flow) {
        return 2L * flow.copies().size() + flow.records();
    }

    private static Map<String, String> specs() {
        return TENANTS.specs("""
                exports:
                  - id: once-a
                    source: download
                    receipts: window
                    format: { kind: csv, columns: [event_id, occurred_at, uri], compression: none }
                    schedule: { every: "*/5 * * * * *", grace: PT10S }
                    part-size: 1KiB
                    destination: { kind: file, directory: /tmp }
                  - id: once-b
                    source: download
                    receipts: window
                    delivery: shared
                    format: { kind: csv, columns: [event_id, occurred_at, uri], compression: gzip }
                    schedule: { every: "*/10 * * * * *", grace: PT10S }
                    destination: { kind: file, directory: /tmp }
                  - id: copies
                    source: download
                    receipts: window
                    deduplicate: false
                    delivery: shared
                    format: { kind: csv, columns: [event_id, occurred_at, uri], compression: zstd }
                    schedule: { every: "*/5 * * * * *", grace: PT10S }
                    part-size: 1KiB
                    destination: { kind: file, directory: /tmp }
                """);
    }

    private ChildProcess start(WholeStack stack, int run, boolean largeSlices) throws Exception {
        return ChildProcess.start(
                stack.broker.bootstrapServers(),
                folder,
                folder.resolve("streams"),
                folder.resolve("run-" + run + ".log"),
                Map.of("processing.guarantee", GUARANTEE, KilledStreams.SLICES, largeSlices ? "large" : "small"));
    }
}
