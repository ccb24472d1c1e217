package dev.waybill.topics;

import dev.waybill.clients.KafkaClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/** Clients of a cluster in memory: what producers commit stands in its log, and consumers read it there. */
public final class FakeClients implements KafkaClients {
    public final FakeCluster cluster = new FakeCluster();
    public final FakeLog log = new FakeLog(cluster);
    /** Of all clients that were made, in order. */
    public final List<Map<String, Object>> settings = new ArrayList<>();
    /** Why no client can be made. */
    public Optional<KafkaException> refusal = Optional.empty();
    /** What a consumer answers when it is asked for a topic's partitions. */
    public Optional<KafkaException> readFailure = Optional.empty();

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
