package dev.waybill.clients;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/**
 * Makes Kafka clients; whoever asks for one closes it. What a command does on a cluster it does with these, so a test gives it
 * others. Settings are all that the client has, by Kafka's own keys, but for serializers: keys and values are bytes.
 */
public interface KafkaClients {
    /**
     * An admin client.
     *
     * @throws KafkaException if the settings make none
     */
    Admin admin(Map<String, Object> settings);

    /**
     * A consumer, which has no partitions yet.
     *
     * @throws KafkaException if the settings make none
     */
    Consumer<byte[], byte[]> consumer(Map<String, Object> settings);

    /**
     * A producer; with a transactional id among its settings one whose transactions have not been initialized yet.
     *
     * @throws KafkaException if the settings make none
     */
    Producer<byte[], byte[]> producer(Map<String, Object> settings);
}
