package dev.waybill.control.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogLookTest {
    private static final TopicPartition A = new TopicPartition("export.acme.a", 0);
    private static final TopicPartition SHARED = new TopicPartition("waybill.delivery", 3);
    private static final ExportId ACME = new ExportId("acme", "a");
    private static final ExportId RARE = new ExportId("globex", "rare");

    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> logs =
            new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    private final AtomicLong nanos = new AtomicLong();
    /** One copy of each value, for large ones. */
    private final Map<String, byte[]> encoded = new HashMap<>();

    private final List<Long> seeks = new ArrayList<>();
    private final LogLook look = new LogLook(new Reading(), () -> nanos.addAndGet(100_000_000L), Duration.ofSeconds(5));

    @Test
    void findsTheFirstPartAtOrAfterAnOffset() {
        // Given
        add(A, 5, ACME, "old");
        add(A, 7, ACME, "first left");
        add(A, 8, ACME, "second left");

        // When
        Map<TopicPartition, Optional<RecordGlance>> first = look.first(Map.of(A, 6L), Map.of(A, new Extent(0, 9)));

        // Then
        RecordGlance part = first.get(A).orElseThrow();
        assertThat(part.offset()).isEqualTo(7);
        assertThat(part.export()).contains(ACME);
        assertThat(part.bytes()).isEqualTo("first left".length());
        assertThat(part.windowStart()).contains(Instant.parse("2026-03-04T05:00:00Z"));
        assertThat(part.since()).isEqualTo(Instant.parse("2026-03-04T06:10:00Z"));
    }

    /** The end of a transaction takes an offset, and a retry mark is no part: neither waits to be delivered. */
    @Test
    void nothingIsLeftWhereOnlyMarksFollow() {
        add(A, 6, ACME, null);

        assertThat(look.first(Map.of(A, 6L), Map.of(A, new Extent(0, 7)))).containsEntry(A, Optional.empty());
        assertThat(look.first(Map.of(A, 7L), Map.of(A, new Extent(0, 7)))).containsEntry(A, Optional.empty());
    }

    @Test
    void doesNotWaitForEverForAPartitionThatDoesNotAnswer() {
        // Given
        add(A, 0, ACME, "x");

        // When
        Map<TopicPartition, Optional<RecordGlance>> first =
                look.first(Map.of(A, 0L, SHARED, 0L), Map.of(A, new Extent(0, 1), SHARED, new Extent(0, 10)));

        // Then
        assertThat(first.get(A)).isPresent();
        assertThat(first).doesNotContainKey(SHARED);
    }

    @Test
    void findsTheNewestPartOfEachExportAndGoesBackOnlyAsFarAsItMust() {
        // Given
        for (int offset = 0; offset < 200; offset++) {
            add(SHARED, offset, offset == 100 ? RARE : ACME, "part " + offset);
        }

        // When
        Map<ExportId, RecordGlance> newest =
                look.newest(Map.of(SHARED, Set.of(ACME, RARE)), Map.of(SHARED, new Extent(0, 200)));

        // Then
        assertThat(newest.get(ACME).offset()).isEqualTo(199);
        assertThat(newest.get(RARE).offset()).isEqualTo(100);
        assertThat(seeks).containsExactly(184L, 72L);
    }

    /** A window without events has a receipt and no part. */
    @Test
    void takesNoReceiptForAPart() {
        // Given
        add(A, 0, ACME, "a part");
        add(A, 1, ACME, "a receipt");
        logs.get(A).get(1).headers().add("receipt", new byte[0]);

        // When
        Map<ExportId, RecordGlance> newest = look.newest(Map.of(A, Set.of(ACME)), Map.of(A, new Extent(0, 2)));

        // Then
        assertThat(newest.get(ACME).offset()).isZero();
        assertThat(look.first(Map.of(A, 1L), Map.of(A, new Extent(0, 2)))
                        .get(A)
                        .orElseThrow()
                        .offset())
                .as("but it has to be delivered")
                .isEqualTo(1);
    }

    @Test
    void aPartOfAReplayIsNotTheNewest() {
        // Given
        add(A, 0, ACME, "live");
        add(A, 1, ACME, "again");
        logs.get(A).get(1).headers().add("replay", "7b2f60d1c4aa".getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(look.newest(Map.of(A, Set.of(ACME)), Map.of(A, new Extent(0, 2)))
                        .get(ACME)
                        .offset())
                .isZero();
    }

    @Test
    void givesUpAfterItsReach() {
        // Given
        add(SHARED, 0, RARE, "long ago");
        for (int offset = 1; offset < 2000; offset++) {
            add(SHARED, offset, ACME, "x");
        }

        // When
        Map<ExportId, RecordGlance> newest =
                look.newest(Map.of(SHARED, Set.of(ACME, RARE)), Map.of(SHARED, new Extent(0, 2000)));

        // Then
        assertThat(newest).containsOnlyKeys(ACME);
        assertThat(seeks).containsExactly(1984L, 1872L, 976L);
    }

    /** Parts are large: of a partition full of them it does not read a thousand. */
    @Test
    void givesUpAfterSoManyBytes() {
        // Given
        String large = "x".repeat((int) (LogLook.MAX_BYTES / 16));
        for (int offset = 0; offset < 200; offset++) {
            add(SHARED, offset, offset == 100 ? RARE : ACME, offset < 184 ? "x" : large);
        }

        // When
        Map<ExportId, RecordGlance> newest =
                look.newest(Map.of(SHARED, Set.of(ACME, RARE)), Map.of(SHARED, new Extent(0, 200)));

        // Then
        assertThat(newest).containsOnlyKeys(ACME);
        assertThat(seeks).containsExactly(184L);
    }

    /** Somebody else's record is in the way of the parts behind it, whatever it is. */
    @Test
    void aRecordWithoutHeadersIsAPartOfNobody() {
        // Given
        logs.put(
                A,
                List.of(
                        new ConsumerRecord<>(A.topic(), 0, 3, new byte[0], new byte[] {1, 2, 3}),
                        withHeader("tenant", null, 4),
                        withHeader("tenant", "no such id!", 5)));

        // When
        Map<TopicPartition, Optional<RecordGlance>> first = look.first(Map.of(A, 3L), Map.of(A, new Extent(0, 6)));
        Map<ExportId, RecordGlance> newest = look.newest(Map.of(A, Set.of(ACME)), Map.of(A, new Extent(0, 6)));

        // Then
        assertThat(first.get(A).orElseThrow().offset()).isEqualTo(3);
        assertThat(first.get(A).orElseThrow().export()).isEmpty();
        assertThat(first.get(A).orElseThrow().windowStart()).isEmpty();
        assertThat(newest).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> withHeader(String name, @Nullable String text, long offset) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(A.topic(), 0, offset, new byte[0], new byte[] {1, 2, 3});
        record.headers().add(name, text == null ? null : text.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private void add(TopicPartition partition, long offset, ExportId export, @Nullable String value) {
        RecordHeaders headers = new RecordHeaders();
        Map.of(
                        "tenant", export.tenant(),
                        "export", export.export(),
                        "window-start", "2026-03-04T05:00:00Z",
                        "window-end", "no instant",
                        "written-at", "2026-03-04T06:10:00Z")
                .forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        byte[] bytes = value == null ? null : encoded.computeIfAbsent(value, LogLookTest::utf8);
        logs.computeIfAbsent(partition, any -> new ArrayList<>())
                .add(new ConsumerRecord<>(
                        partition.topic(),
                        partition.partition(),
                        offset,
                        0,
                        TimestampType.CREATE_TIME,
                        -1,
                        bytes == null ? -1 : bytes.length,
                        null,
                        bytes,
                        headers,
                        Optional.empty()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Gives what a log holds from the position on. */
    private final class Reading extends MockConsumer<byte[], byte[]> {
        Reading() {
            super("earliest");
        }

        @Override
        public synchronized void seek(TopicPartition partition, long offset) {
            super.seek(partition, offset);
            seeks.add(offset);
            logs.getOrDefault(partition, List.of()).stream()
                    .filter(record -> record.offset() >= offset)
                    .forEach(this::addRecord);
        }
    }
}
