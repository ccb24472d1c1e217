package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.cloud.FreePort;
import dev.waybill.cloud.LocalException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    private static final TopicPartition PARTITION = new TopicPartition("letters", 0);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Map<String, String> SMALL_FILES = Map.of("log.index.size.max.bytes", "4096");

    @TempDir
    Path folder;

    @TempDir
    Path copies;

    @Test
    void keepsTopicsAndRecordsWhenStartedAgainOnItsFolder() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            broker.createTopic("letters", 1, Map.of());
            send(broker, "a");
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            broker.createTopic("letters", 1, Map.of());
            send(broker, "b");

            assertThat(read(broker, 2)).containsExactly("a", "b");
        }
    }

    @Test
    void refusesAFolderThatAnotherBrokerUsesAndLeavesThatOneAlone() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            broker.createTopic("letters", 1, Map.of());

            assertThatThrownBy(() -> EmbeddedBroker.start(folder))
                    .isInstanceOf(LocalException.class)
                    .hasMessageContaining(folder.toString());

            send(broker, "a");
            assertThat(read(broker, 1)).containsExactly("a");
        }
    }

    @Test
    void refusesAPortThatIsInUseAndNamesIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> EmbeddedBroker.start(folder, port, Map.of()))
                    .isInstanceOf(LocalException.class)
                    .hasMessageContaining(String.valueOf(port));
        }
    }

    /** Other processes choose ports, too. */
    @Test
    void choosesAgainWhenSomebodyElseHasTakenAPortThatWasFree() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            // Given: the second one is for the controller
            Iterator<Integer> first =
                    List.of(FreePort.find(), taken.getLocalPort()).iterator();

            // When
            try (EmbeddedBroker broker =
                    EmbeddedBroker.start(folder, Map.of(), () -> first.hasNext() ? first.next() : FreePort.find())) {
                // Then
                broker.createTopic("letters", 1, Map.of());
            }
        }
    }

    @Test
    void endsTheTransactionThatAKilledBrokerWasAboutToEnd() throws Exception {
        // Given: the files of a broker that has decided to commit and told no partition so
        Path killed = copies.resolve("killed");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, SMALL_FILES);
                KafkaProducer<byte[], byte[]> producer = transactional(broker)) {
            broker.createTopic("letters", 1, Map.of());
            broker.createTopic("more-that-the-next-broker-is-busy-with", 1000, Map.of());
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(letter("a")).get();
            DecidedTransaction.commit(broker, "writer");
            copy(folder, killed);
        }

        // When
        try (EmbeddedBroker broker = EmbeddedBroker.start(killed, SMALL_FILES)) {
            // Then
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(read(broker, 1)).containsExactly("a"));
        }
    }

    private static KafkaProducer<byte[], byte[]> transactional(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "writer"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> letter(String value) {
        return new ProducerRecord<>("letters", value.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(EmbeddedBroker broker, String value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(letter(value)).get();
        }
    }

    private static List<String> read(EmbeddedBroker broker, int expected) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            List<String> values = new ArrayList<>();
            for (int polls = 0; values.size() < expected && polls < 50; polls++) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(200));
                records.forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
            }
            return values;
        }
    }
}
