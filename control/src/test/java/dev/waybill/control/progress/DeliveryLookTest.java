package dev.waybill.control.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartKind;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.DeliveryHeldBack;
import dev.waybill.ledger.DeliveryJson;
import dev.waybill.ledger.DeliveryLane;
import dev.waybill.ledger.DeliveryRecord;
import dev.waybill.ledger.DeliveryResumed;
import dev.waybill.ledger.DeliveryTrouble;
import dev.waybill.ledger.ObjectDelivered;
import dev.waybill.ledger.RecordParked;
import dev.waybill.ledger.RecordRefused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DeliveryLookTest {
    private static final ExportId ACME = new ExportId("acme", "a");
    /** Of the same partition. */
    private static final ExportId OTHER = sharingPartition();

    private static final TopicPartition PARTITION = DeliveryLook.partition(ACME);
    private static final DeliveryLane OLD = new DeliveryLane(ACME, "export.acme.a", 0, "s3://lgos/", "0a1b2c3d");
    private static final DeliveryLane NEW = new DeliveryLane(ACME, "export.acme.a", 0, "s3://logs/", "4e5f6071");
    private static final Instant AT = Instant.parse("2026-03-04T06:00:00Z");
    private static final DeliveryTrouble TROUBLE = new DeliveryTrouble("BUCKET_GONE", "NoSuchBucket 404", "look at it");

    private final AtomicLong nanos = new AtomicLong();
    private final MockConsumer<byte[], byte[]> log = new MockConsumer<>("earliest") {
        @Override
        public synchronized void seek(TopicPartition partition, long offset) {
            super.seek(partition, offset);
            written.stream().filter(record -> record.offset() >= offset).forEach(this::addRecord);
        }
    };
    private final List<ConsumerRecord<byte[], byte[]>> written = new ArrayList<>();
    private final DeliveryLook look =
            new DeliveryLook(new LogLook(log, () -> nanos.addAndGet(100_000_000L), Duration.ofSeconds(5)));

    @Test
    void findsWhatWasSaidLastOfAnExport() {
        // Given
        ObjectDelivered last = delivered(NEW, 2);
        RecordParked parked = new RecordParked(NEW, AT, 7, Optional.of("b.csv"), Optional.of(TROUBLE));
        RecordRefused refused = new RecordRefused(NEW, AT, 8, Optional.empty(), TROUBLE);
        write(delivered(NEW, 1), parked, refused, last);
        write(new ObjectDelivered(
                new DeliveryLane(OTHER, "t", 0, "s3://o/", "x"),
                AT,
                PartKind.PART,
                "o.csv",
                1,
                "ab",
                Optional.empty(),
                "v"));

        // When
        Map<ExportId, DeliveryGlance> newest = newest();

        // Then
        assertThat(newest)
                .containsOnly(Map.entry(
                        ACME,
                        new DeliveryGlance(Optional.of(last), List.of(), Optional.of(parked), Optional.of(refused))));
    }

    @Test
    void aLaneIsHeldBackUntilItResumesOrDelivers() {
        // Given
        DeliveryHeldBack again = new DeliveryHeldBack(OLD, AT.plusSeconds(600), AT, TROUBLE, Optional.empty());
        write(new DeliveryHeldBack(OLD, AT, AT, TROUBLE, Optional.empty()), delivered(NEW, 1), again);
        List<DeliveryHeldBack> held = newest().get(ACME).heldBack();

        // When
        write(new DeliveryHeldBack(NEW, AT, AT.plusSeconds(1), TROUBLE, Optional.empty()));
        List<DeliveryHeldBack> both = newest().get(ACME).heldBack();
        write(new DeliveryResumed(OLD, AT, AT, "BUCKET_GONE"), delivered(NEW, 2));

        // Then
        assertThat(held).containsExactly(again);
        assertThat(both).extracting(DeliveryHeldBack::lane).containsExactly(OLD, NEW);
        assertThat(newest().get(ACME).heldBack()).isEmpty();
    }

    /** It waits in the lane of the parking topic, which is held back for itself. */
    @Test
    void aLaneThatParksIsNotHeldBack() {
        // Given
        write(
                new DeliveryHeldBack(OLD, AT, AT, TROUBLE, Optional.empty()),
                new RecordParked(OLD, AT, 7, Optional.empty(), Optional.of(TROUBLE)));

        // Then
        assertThat(newest().get(ACME).heldBack()).isEmpty();
    }

    @Test
    void passesOverWhatItCannotRead() {
        // Given
        write(delivered(NEW, 1));
        append("{\"format\":99}".getBytes(StandardCharsets.UTF_8));
        append("no JSON".getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(newest().get(ACME).last()).contains(delivered(NEW, 1));
    }

    @Test
    void goesBackOnlyAsFarAsItsReach() {
        // Given
        write(delivered(NEW, 1));
        long end = DeliveryLook.REACH + 1;

        // When
        Map<ExportId, DeliveryGlance> beyond = look.newest(Set.of(ACME), Map.of(PARTITION, new Extent(0, end)));
        Map<ExportId, DeliveryGlance> within = look.newest(Set.of(ACME), Map.of(PARTITION, new Extent(0, end - 1)));

        // Then
        assertThat(beyond).isEmpty();
        assertThat(within).containsOnlyKeys(ACME);
    }

    @Test
    void saysNothingOfAnEmptyTopic() {
        assertThat(look.newest(Set.of(ACME), Map.of(PARTITION, new Extent(5, 5))))
                .isEmpty();
        assertThat(look.newest(Set.of(ACME), Map.of())).isEmpty();
    }

    private Map<ExportId, DeliveryGlance> newest() {
        return look.newest(Set.of(ACME), Map.of(PARTITION, new Extent(0, written.size())));
    }

    private void write(DeliveryRecord... records) {
        for (DeliveryRecord record : records) {
            append(DeliveryJson.write(record));
        }
    }

    private void append(byte[] value) {
        written.add(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), written.size(), null, value));
    }

    private static ObjectDelivered delivered(DeliveryLane lane, int number) {
        return new ObjectDelivered(
                lane, AT.plusSeconds(number), PartKind.PART, number + ".csv", 5, "ab", Optional.empty(), "v");
    }

    private static ExportId sharingPartition() {
        int number = 0;
        while (Topics.partition(new ExportId("globex", "x" + number), 8) != Topics.partition(ACME, 8)) {
            number++;
        }
        return new ExportId("globex", "x" + number);
    }
}
