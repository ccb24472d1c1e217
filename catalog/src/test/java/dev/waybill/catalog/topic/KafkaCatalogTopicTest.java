package dev.waybill.catalog.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.clients.KafkaClients;
import dev.waybill.clients.RealClients;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

class KafkaCatalogTopicTest {
    private static final Map<String, Object> NOWHERE = Map.of("bootstrap.servers", "127.0.0.1:1");

    @Test
    void brokersDoNotKeepTheLastQuestionOfAConsumerOpenForWhichItsCloseWaits() {
        // Given
        ConsumerSettings settings = new ConsumerSettings();

        // When
        try (KafkaCatalogTopic topic = new KafkaCatalogTopic(settings, NOWHERE);
                Consumer<byte[], byte[]> consumer = topic.consumer()) {
            assertThat(consumer.assignment()).isEmpty();
        }

        // Then
        assertThat(settings.of).containsEntry("fetch.max.wait.ms", 100);
    }

    /** Real clients, which reach nobody; and what a consumer was made with. */
    private static final class ConsumerSettings implements KafkaClients {
        private final KafkaClients clients = new RealClients();
        private final Map<String, Object> of = new HashMap<>();

        @Override
        public Admin admin(Map<String, Object> settings) {
            return clients.admin(settings);
        }

        @Override
        public Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
            of.putAll(settings);
            return clients.consumer(settings);
        }

        @Override
        public Producer<byte[], byte[]> producer(Map<String, Object> settings) {
            return clients.producer(settings);
        }
    }
}
