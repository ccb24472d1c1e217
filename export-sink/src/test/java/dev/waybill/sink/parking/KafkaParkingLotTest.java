package dev.waybill.sink.parking;

import static dev.waybill.sink.fake.Records.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.waybill.contract.Limits;
import dev.waybill.contract.Topics;
import dev.waybill.sink.backlog.BacklogKey;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.fake.Records;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class KafkaParkingLotTest {
    private static final String PARKED = "waybill.parked.acme.downloads";

    private final TopicCreator admin = new TopicCreator();
    private final MockProducer<byte[], byte[]> producer = producer(true);

    @Test
    void copiesValueHeadersAndTimestampUnchanged() throws DeliveryException {
        // Given
        SinkRecord record = Records.part(Topics.SHARED_DELIVERY, ACME, 7);
        record.headers().add("as-text", "ü", null);
        record.headers().add("as-buffer", ByteBuffer.wrap(Records.bytes("buffer")), null);
        record.headers().add("without-value", null, null);

        // When
        lot(false).park(ACME, record);

        // Then
        ProducerRecord<byte[], byte[]> copy = producer.history().get(0);
        Map<String, byte[]> headers = new HashMap<>();
        copy.headers().forEach(header -> headers.put(header.key(), header.value()));
        assertThat(copy.topic()).isEqualTo(PARKED);
        assertThat(copy.partition()).isZero();
        assertThat(copy.value()).isEqualTo(Records.bytes("acme/downloads#7"));
        assertThat(copy.timestamp()).isEqualTo(record.timestamp());
        assertThat(headers)
                .containsAllEntriesOf(byteHeaders(record))
                .contains(
                        entry("as-text", Records.bytes("ü")),
                        entry("as-buffer", Records.bytes("buffer")),
                        entry("without-value", null));
    }

    @Test
    void createsTheTopicOnceAndKeepsItForEver() throws DeliveryException {
        // Given
        KafkaParkingLot lot = lot(false);

        // When
        lot.park(ACME, Records.part(Topics.SHARED_DELIVERY, ACME, 0));
        lot.park(ACME, Records.part(Topics.SHARED_DELIVERY, ACME, 1));

        // Then
        assertThat(admin.created).hasSize(1);
        NewTopic topic = admin.created.get(0);
        assertThat(topic.name()).isEqualTo(PARKED);
        assertThat(topic.numPartitions()).isEqualTo(1);
        assertThat(topic.replicationFactor()).isEqualTo((short) 3);
        assertThat(topic.configs())
                .containsOnly(
                        entry("retention.ms", "-1"),
                        entry("max.message.bytes", Integer.toString(Limits.MAX_MESSAGE_BYTES)));
    }

    @Test
    void usesATopicThatIsThereAlready() throws DeliveryException {
        // Given
        admin.failure = new TopicExistsException("it exists");

        // When
        lot(false).park(ACME, Records.part(Topics.SHARED_DELIVERY, ACME, 0));

        // Then
        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void copiesNothingIntoATopicThatCannotBeCreatedAndTriesAgainLater() throws DeliveryException {
        // Given
        KafkaParkingLot lot = lot(false);
        SinkRecord record = Records.part(Topics.SHARED_DELIVERY, ACME, 0);
        admin.failure = new TopicAuthorizationException("no");

        // Then
        assertThatThrownBy(() -> lot.park(ACME, record))
                .isInstanceOfSatisfying(
                        DeliveryException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.PARKING))
                .hasMessage("TopicAuthorizationException");
        assertThat(producer.history()).isEmpty();

        // When
        admin.failure = null;
        lot.park(ACME, record);

        // Then
        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void failsWhenTheReplicasDoNotAcknowledge() {
        // Given
        MockProducer<byte[], byte[]> silent = producer(true);
        silent.sendException = new TimeoutException("not acknowledged");
        KafkaParkingLot lot = new KafkaParkingLot(settings(false), silent, admin.admin());

        // Then
        assertThatThrownBy(() -> lot.park(ACME, Records.part(Topics.SHARED_DELIVERY, ACME, 0)))
                .isInstanceOfSatisfying(
                        DeliveryException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.PARKING))
                .hasMessage("TimeoutException");
    }

    @Test
    void failsAndStaysInterruptedWhenTheTaskStopsWhileItWaits() {
        // Given: nobody acknowledges
        KafkaParkingLot lot = new KafkaParkingLot(settings(false), producer(false), admin.admin());
        Thread.currentThread().interrupt();

        // Then
        assertThatThrownBy(() -> lot.park(ACME, Records.part(Topics.SHARED_DELIVERY, ACME, 0)))
                .isInstanceOfSatisfying(
                        DeliveryException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.PARKING))
                .hasMessage("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void parksWhatIsOnTheSharedTopicAndOnDedicatedOnesWhereAsked() {
        assertThat(lot(false).parksAfter(key(Topics.SHARED_DELIVERY))).contains(Duration.ofHours(1));
        assertThat(lot(false).parksAfter(key(Topics.dedicated(ACME)))).isEmpty();
        assertThat(lot(true).parksAfter(key(Topics.dedicated(ACME)))).contains(Duration.ofHours(1));
    }

    /** A parking topic would be copied into itself. */
    @Test
    void parksNothingOfAParkingTopicAndNothingOfNobody() {
        assertThat(lot(true).parksAfter(key(PARKED))).isEmpty();
        assertThat(lot(true)
                        .parksAfter(new BacklogKey(
                                new TopicPartition(Topics.SHARED_DELIVERY, 0), Optional.empty(), Optional.empty())))
                .isEmpty();
    }

    @Test
    void knowsWhetherAnythingWasParkedBeforeByWhomever() throws DeliveryException {
        // Given
        KafkaParkingLot lot = lot(false);
        boolean before = lot.mayHold(ACME);

        // When: another task parks
        admin.existing.add(PARKED);

        // Then
        assertThat(before).isFalse();
        assertThat(lot.mayHold(ACME)).isTrue();
        assertThat(lot.mayHold(ACME)).isTrue();
        assertThat(admin.described).as("it asks until it is there").containsExactly(PARKED, PARKED);
    }

    @Test
    void asksNobodyAboutWhatItHasParkedItself() throws DeliveryException {
        // Given
        KafkaParkingLot lot = lot(false);

        // When
        lot.park(ACME, Records.part(Topics.SHARED_DELIVERY, ACME, 0));

        // Then
        assertThat(lot.mayHold(ACME)).isTrue();
        assertThat(admin.described).isEmpty();
    }

    @Test
    void doesNotGuessWhenTheClusterDoesNotSay() {
        // Given
        admin.failure = new TopicAuthorizationException("no");

        // Then
        assertThatThrownBy(() -> lot(false).mayHold(ACME))
                .isInstanceOfSatisfying(
                        DeliveryException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.PARKING))
                .hasMessage("TopicAuthorizationException");
    }

    /** Somebody has deleted it meanwhile. */
    @Test
    void makesATopicAnewThatDoesNotTakeRecordsAnyMore() throws DeliveryException {
        // Given
        KafkaParkingLot lot = lot(false);
        lot.park(ACME, Records.part(Topics.SHARED_DELIVERY, ACME, 0));
        producer.sendException = new TimeoutException("not there");
        SinkRecord next = Records.part(Topics.SHARED_DELIVERY, ACME, 1);
        assertThatThrownBy(() -> lot.park(ACME, next)).isInstanceOf(DeliveryException.class);

        // When
        producer.sendException = null;
        lot.park(ACME, next);

        // Then
        assertThat(admin.created).hasSize(2);
    }

    @Test
    void letsTheOperatorChangeEverythingButTheAcknowledgements() {
        // Given
        KafkaParkingLot.Settings settings = new KafkaParkingLot.Settings(
                Duration.ofHours(1),
                false,
                (short) 3,
                Map.of(
                        "bootstrap.servers",
                        "broker:9092",
                        "acks",
                        "1",
                        "max.block.ms",
                        5,
                        "sasl.jaas.config",
                        "s3cret"));

        // When
        Map<String, Object> properties = KafkaParkingLot.producerProperties(settings);

        // Then
        assertThat(properties)
                .containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("max.block.ms", 5)
                .containsEntry("max.request.size", Limits.MAX_MESSAGE_BYTES);
        assertThat(settings).hasToString("Settings[after=PT1H]");
    }

    @Test
    void closesItsClients() {
        // When
        lot(false).close();

        // Then
        assertThat(producer.closed()).isTrue();
        assertThat(admin.closed).isTrue();
    }

    private KafkaParkingLot lot(boolean dedicatedTopics) {
        return new KafkaParkingLot(settings(dedicatedTopics), producer, admin.admin());
    }

    private static KafkaParkingLot.Settings settings(boolean dedicatedTopics) {
        return new KafkaParkingLot.Settings(
                Duration.ofHours(1), dedicatedTopics, (short) 3, Map.of("bootstrap.servers", "broker:9092"));
    }

    private static MockProducer<byte[], byte[]> producer(boolean acknowledges) {
        return new MockProducer<>(acknowledges, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static BacklogKey key(String topic) {
        return new BacklogKey(new TopicPartition(topic, 0), Optional.of(ACME), Optional.empty());
    }

    private static Map<String, byte[]> byteHeaders(SinkRecord record) {
        Map<String, byte[]> headers = new HashMap<>();
        record.headers().forEach(header -> {
            if (header.value() instanceof byte[] bytes) {
                headers.put(header.key(), bytes);
            }
        });
        return headers;
    }
}
