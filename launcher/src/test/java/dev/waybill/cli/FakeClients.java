package dev.waybill.cli;

import dev.waybill.clients.KafkaClients;
import dev.waybill.topics.FakeCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Clients of a cluster in memory: a consumer reads what had been committed when it was made. */
final class FakeClients implements KafkaClients {
    final FakeCluster cluster = new FakeCluster();
    /** Of all clients that were made, in order. */
    final List<Map<String, Object>> settings = new ArrayList<>();
    /** Why no client can be made. */
    Optional<KafkaException> refusal = Optional.empty();
    /** What a consumer answers when it is asked for records or offsets. */
    Optional<KafkaException> readFailure = Optional.empty();

    private final List<ProducerRecord<byte[], byte[]>> earlier = new ArrayList<>();
    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();

    /** Has somebody else publish a record. */
    void publish(ProducerRecord<byte[], byte[]> record) {
        earlier.add(record);
    }

    /** What stands in a topic. */
    List<ProducerRecord<byte[], byte[]>> records(String topic) {
        return Stream.concat(earlier.stream(), producers.stream().flatMap(producer -> producer.history().stream()))
                .filter(record -> record.topic().equals(topic))
                .toList();
    }

    @Override
    public Admin admin(Map<String, Object> wanted) {
        made(wanted);
        producers.forEach(producer -> producer.consumerGroupOffsetsHistory().forEach(cluster.groups::putAll));
        return cluster.admin();
    }

    @Override
    public Consumer<byte[], byte[]> consumer(Map<String, Object> wanted) {
        made(wanted);
        return new FakeConsumer(this);
    }

    @Override
    public Producer<byte[], byte[]> producer(Map<String, Object> wanted) {
        made(wanted);
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        producers.add(producer);
        return producer;
    }

    private void made(Map<String, Object> wanted) {
        refusal.ifPresent(reason -> {
            throw reason;
        });
        settings.add(Map.copyOf(wanted));
    }
}
