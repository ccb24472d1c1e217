package dev.waybill.cli;

import dev.waybill.clients.KafkaClients;
import dev.waybill.topics.FakeCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/** Clients of a cluster in memory: what producers commit stands in its log, and consumers read it there. */
final class FakeClients implements KafkaClients {
    final FakeCluster cluster = new FakeCluster();
    final FakeLog log = new FakeLog(cluster);
    /** Of all clients that were made, in order. */
    final List<Map<String, Object>> settings = new ArrayList<>();
    /** Why no client can be made. */
    Optional<KafkaException> refusal = Optional.empty();
    /** What a consumer answers when it is asked for a topic's partitions. */
    Optional<KafkaException> readFailure = Optional.empty();

    @Override
    public Admin admin(Map<String, Object> wanted) {
        made(wanted);
        return cluster.admin();
    }

    @Override
    public Consumer<byte[], byte[]> consumer(Map<String, Object> wanted) {
        made(wanted);
        return new FakeConsumer(cluster, log, readFailure);
    }

    @Override
    public Producer<byte[], byte[]> producer(Map<String, Object> wanted) {
        made(wanted);
        return new FakeProducer(cluster, log);
    }

    private void made(Map<String, Object> wanted) {
        refusal.ifPresent(reason -> {
            throw reason;
        });
        settings.add(Map.copyOf(wanted));
    }
}
