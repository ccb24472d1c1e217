package dev.waybill.control.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.control.Parts;
import dev.waybill.control.progress.LogLook;
import dev.waybill.control.progress.LogPositions;
import dev.waybill.control.progress.ProgressReader;
import dev.waybill.topics.Cluster;
import dev.waybill.topics.FakeClients;
import dev.waybill.topics.TopicState;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupUndeliveredTest {
    private static final TopicPartition A = new TopicPartition("export.acme.a", 0);
    private static final TopicPartition B = new TopicPartition("export.acme.b", 0);
    private static final ExportId EXPORT = new ExportId("acme", "a");
    private static final Map<String, String> CONFIG = Map.of("topics", "export.acme.a, ,export.acme.gone");

    private final FakeClients clients = new FakeClients();
    private final AtomicLong nanos = new AtomicLong();

    @BeforeEach
    void makeTopics() {
        clients.cluster.topics.put(A.topic(), new TopicState(1, Map.of()));
        clients.cluster.topics.put(B.topic(), new TopicState(1, Map.of()));
        clients.cluster.begins = partition -> 0;
        for (int i = 0; i < 3; i++) {
            clients.log.append(Parts.of(EXPORT, A, "2026-03-04T06:10:00Z"));
            clients.log.append(Parts.of(EXPORT, B, "2026-03-04T06:10:00Z"));
        }
    }

    @Test
    void everythingOfItsTopicsIsLeftWhereItHasDeliveredNothing() {
        assertThat(undelivered()).isEqualTo(3);
    }

    @Test
    void nothingIsLeftOnceTheLastPartWasDelivered() {
        // Given
        delivered(A, 2);
        long before = undelivered();
        delivered(A, 3);

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(undelivered()).isZero();
    }

    /** Its settings may have lost a topic of which it has not delivered everything. */
    @Test
    void aTopicThatItHasBegunCountsToo() {
        // Given
        delivered(A, 3);
        delivered(B, 1);

        // Then
        assertThat(undelivered()).isEqualTo(2);
    }

    /** A transaction is open: what it may write is not delivered. */
    @Test
    void whatCannotBeLookedUpInTimeCountsAsLeft() {
        // Given
        delivered(A, 3);
        clients.cluster.ends = partition -> partition.equals(A) ? 5 : 3;

        // Then
        assertThat(undelivered()).isEqualTo(2);
    }

    private void delivered(TopicPartition partition, long offset) {
        clients.cluster
                .groups
                .computeIfAbsent("connect-waybill-s3-acme", any -> new java.util.HashMap<>())
                .put(partition, new OffsetAndMetadata(offset));
    }

    private long undelivered() {
        LogPositions positions = new LogPositions(clients.cluster.admin());
        LogLook look = new LogLook(
                clients.consumer(Map.of()),
                () -> nanos.addAndGet(Duration.ofSeconds(1).toNanos()),
                Duration.ofSeconds(5));
        return new GroupUndelivered(
                        new Cluster(clients.cluster.admin()), positions, new ProgressReader(positions, look))
                .atMost("waybill-s3-acme", CONFIG);
    }
}
