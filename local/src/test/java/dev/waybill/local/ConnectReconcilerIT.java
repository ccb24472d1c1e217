package dev.waybill.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.connector.Connector;
import dev.waybill.control.connect.ConnectAccess;
import dev.waybill.control.connect.ConnectReconciler;
import dev.waybill.control.connect.ConnectReport;
import dev.waybill.control.connect.ConnectorStates;
import dev.waybill.control.connect.GroupUndelivered;
import dev.waybill.control.connect.Unmarked;
import dev.waybill.control.progress.LogLook;
import dev.waybill.control.progress.LogPositions;
import dev.waybill.control.progress.ProgressReader;
import dev.waybill.topics.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reconciler against a Connect worker and the groups of its connectors. */
class ConnectReconcilerIT {
    @TempDir
    Path folder;

    @Test
    void createsChangesAndDeletesConnectorsOnceTheyHaveDeliveredEverything() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            broker.createTopic("letters", 1, Map.of());
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (EmbeddedConnect connect = EmbeddedConnect.start(
                            broker.bootstrapServers(), Map.of("offset.flush.interval.ms", "3600000"));
                    Admin admin = Admin.create(client);
                    KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                            LogLook.settings(client), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                ConnectAccess access = ConnectAccess.to(connect.uri());
                LogPositions positions = new LogPositions(admin);
                ConnectReconciler reconciler = new ConnectReconciler(
                        access,
                        "waybill-sink",
                        Unmarked.LEFT_ALONE,
                        new GroupUndelivered(
                                new Cluster(admin),
                                positions,
                                new ProgressReader(
                                        positions, new LogLook(consumer, System::nanoTime, Duration.ofSeconds(10)))),
                        Optional.empty());

                // Created, and then as it is to be
                assertThat(reconciler.reconcile(List.of(connector("1"))).text())
                        .isEqualTo("connector letters-sink: created; RUNNING, tasks: 1\nconnectors: 1 created\n");
                assertThat(reconciler.reconcile(List.of(connector("1"))).hasChanges())
                        .isFalse();

                // Changed
                assertThat(reconciler.reconcile(List.of(connector("2"))).text())
                        .startsWith("connector letters-sink: changed (tasks.max); RUNNING, tasks: ");
                await().until(() ->
                        new ConnectorStates(access).byName().get("letters-sink").tasks() == 2);

                // Kept while something of its topic is not committed
                send(client);
                ConnectReport kept = reconciler.reconcile(List.of());
                assertThat(kept.isWell()).isFalse();
                assertThat(kept.text())
                        .startsWith("connector letters-sink: kept until it has delivered what is left (at most 1"
                                + " records)");

                // Gone once it has: a worker commits what its task has taken when the task stops
                reconciler.reconcile(List.of(connector("1")));
                await().untilAsserted(
                                () -> assertThat(reconciler.reconcile(List.of()).text())
                                        .isEqualTo("connector letters-sink: deleted\nconnectors: 1 deleted\n"));
                assertThat(new ConnectorStates(access).byName()).isEmpty();
            }
        }
    }

    private static void send(Map<String, Object> client) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("letters", "a".getBytes(UTF_8))).get();
        }
    }

    private static Connector connector(String tasks) {
        return new Connector(
                "letters-sink",
                Map.of(
                        "name", "letters-sink",
                        "connector.class", IdleSinkConnector.class.getName(),
                        "tasks.max", tasks,
                        "topics", "letters",
                        "consumer.override.auto.offset.reset", "earliest"));
    }
}
