package dev.waybill.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PollingClientsTest {
    private final PollPatience patience = new PollPatience(Duration.ofSeconds(6));

    @Test
    void aPollThatBringsNothingRenewsThePatienceToo() {
        // Given
        patience.waited(Duration.ofSeconds(3));
        try (Consumer<byte[], byte[]> consumer =
                new PollingClients(patience).getConsumer(Map.of("bootstrap.servers", "localhost:1"))) {
            consumer.assign(List.of(new TopicPartition("download-events", 0)));

            // When
            consumer.poll(Duration.ZERO);
        }

        // Then
        assertThat(patience.left()).isEqualTo(Duration.ofSeconds(3));
    }
}
