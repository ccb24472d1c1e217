package dev.waybill.benchmarks;

import dev.waybill.contract.Limits;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.local.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * CPU time per event of a whole Streams process, beside one that reads and does nothing, over the same topic in the same
 * run.
 *
 * <pre>
 * mvn -q -Dquick -pl benchmarks -am package
 * java -cp 'benchmarks/target/lib/*' dev.waybill.benchmarks.EndToEnd events=4000000 tenants=200 variants=floor,plain
 * </pre>
 *
 * Arguments, each {@code name=value}: {@code events} (4000000), {@code tenants} (200), {@code partitions} (4),
 * {@code rate} (5000, events per second of log time), {@code live} (false; whether events are published at that rate while
 * they are read, by one variant, instead of all before), {@code every} (five-minute windows, a schedule), {@code variants}
 * (all but peers, which need a build with the profile {@code peers}), {@code rounds} (1), {@code complete} (false; whether a process of ours goes on until every event has been
 * emitted; with peers it is then compared row for row), {@code receipts} (0; 1 issues receipts for all windows),
 * {@code before} (a folder with the jars of another build, whose variants are measured after each of ours), {@code jvm} (extra
 * JVM flags of the measured processes, separated by spaces).
 */
public final class EndToEnd {
    /** When the first event happens, and the catalog of the measured processes begins. */
    static final Instant BEGIN = Instant.parse("2026-03-04T05:00:00Z");

    private static final int RECORD_BATCH = 256 * 1024;

    private final Map<String, String> options = new HashMap<>();

    EndToEnd(String[] args) {
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("expected name=value, not " + arg);
            }
            options.put(arg.substring(0, equals), arg.substring(equals + 1));
        }
    }

    public static void main(String[] args) throws Exception {
        new EndToEnd(args).run();
    }

    private void run() throws Exception {
        Path folder = Files.createTempDirectory("waybill-benchmark");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            createTopics(broker);
            if (Boolean.parseBoolean(options.get("live"))) {
                Thread publisher = new Thread(() -> publishLive(broker));
                publisher.start();
                measure(Variant.of(variants().get(0)), 0, broker, folder);
                publisher.join();
                return;
            }
            publish(broker);
            for (int round = 0; round < number("rounds", 1); round++) {
                for (String variant : variants()) {
                    measure(Variant.of(variant), round, broker, folder);
                    if (options.containsKey("before") && Variant.of(variant).isOurs()) {
                        measureBefore(Variant.of(variant), round, broker, folder);
                    }
                }
            }
            comparePeers(broker, folder);
        } finally {
            delete(folder);
        }
    }

    void createTopics(EmbeddedBroker broker) {
        broker.createTopics(List.of(
                new NewTopic(Topics.input(Source.DOWNLOAD), Optional.of(partitions()), Optional.of((short) 1))
                        .configs(Map.of("message.timestamp.type", "CreateTime", "retention.ms", "-1")),
                new NewTopic(Topics.SHARED_DELIVERY, Optional.of(4), Optional.of((short) 1))
                        .configs(Map.of("max.message.bytes", Integer.toString(Limits.MAX_MESSAGE_BYTES))),
                new NewTopic(RowsApp.TOPIC, Optional.of(partitions()), Optional.of((short) 1)),
                new NewTopic(Topics.LEDGER, Optional.of(Topics.LEDGER_PARTITIONS), Optional.of((short) 1)),
                new NewTopic(Topics.DELIVERIES, Optional.of(Topics.DELIVERIES_PARTITIONS), Optional.of((short) 1)),
                new NewTopic(Topics.QUARANTINE, Optional.of(1), Optional.of((short) 1))));
    }

    void publish(EmbeddedBroker broker) {
        publish(broker, BEGIN.toEpochMilli(), millis -> {});
    }

    /** Publishes all events as they happen, from now on. */
    void publishLive(EmbeddedBroker broker) {
        publish(broker, System.currentTimeMillis(), this::untilDue);
    }

    /** Publishes all events, the first of which happens at {@code startMillis}; each after {@code pace} let it pass. */
    private void publish(EmbeddedBroker broker, long startMillis, LongConsumer pace) {
        long events = events();
        long rate = number("rate", 5_000);
        long startMicros = startMillis * 1000;
        StandardEvents source = new StandardEvents(42, (int) number("tenants", 200));
        long bytes = 0;
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "linger.ms",
                20,
                "batch.size",
                RECORD_BATCH,
                "compression.type",
                "lz4");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long i = 0; i < events; i++) {
                long micros = startMicros + i * 1_000_000 / rate;
                String tenant = source.tenant();
                byte[] value = source.event(tenant, micros);
                bytes += value.length;
                pace.accept(micros / 1000);
                int partition = Math.floorMod(tenant.hashCode(), partitions());
                producer.send(new ProducerRecord<>(
                        Topics.input(Source.DOWNLOAD), partition, micros / 1000, tenant.getBytes(), value));
            }
        }
        System.out.printf("published %d events of %d bytes on average%n", events, bytes / events);
    }

    private void untilDue(long millis) {
        for (long left = millis - System.currentTimeMillis(); left > 0; left = millis - System.currentTimeMillis()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(left));
        }
    }

    private void measure(Variant variant, int round, EmbeddedBroker broker, Path folder) throws Exception {
        measure(variant, state(folder, variant, round), broker, System.getProperty("java.class.path"));
    }

    /** The same with the program of another build. */
    private void measureBefore(Variant variant, int round, EmbeddedBroker broker, Path folder) throws Exception {
        System.out.println("the program in " + options.get("before") + ":");
        measure(
                variant,
                folder.resolve("before-" + variant.label() + "-" + round),
                broker,
                options.get("before") + "/*");
    }

    private void measure(Variant variant, Path state, EmbeddedBroker broker, String classPath) throws Exception {
        commitStart(broker, state.getFileName().toString());
        List<String> command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx1g", "-XX:+UseSerialGC"));
        command.addAll(Arrays.stream(options.getOrDefault("jvm", "").split(" "))
                .filter(flag -> !flag.isBlank())
                .toList());
        long events = events();
        command.addAll(List.of(
                "-cp",
                classPath,
                variant.mainClass(),
                variant.label(),
                broker.bootstrapServers(),
                state.toString(),
                options.getOrDefault("tenants", "200"),
                every(),
                Long.toString(events / 3),
                Long.toString(events * (variant.readsOutput() ? 80 : 95) / 100),
                Boolean.parseBoolean(options.get("complete")) ? Long.toString(events) : "0",
                Boolean.toString(number("receipts", 0) == 1)));
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("the measured process of " + variant.label() + " ended with " + exit);
        }
    }

    /** Where a measured process keeps its state; the name is its application's id. */
    private static Path state(Path folder, Variant variant, int round) {
        return folder.resolve("benchmark-" + variant.label() + "-" + round);
    }

    /** Peers must have delivered all rows that were published, and those that we have, where all of ours were waited for. */
    private void comparePeers(EmbeddedBroker broker, Path folder) throws IOException {
        List<Variant> measured = variants().stream().map(Variant::of).toList();
        List<Variant> peers = measured.stream().filter(Variant::isPeer).toList();
        if (peers.isEmpty() || !Boolean.parseBoolean(options.get("complete"))) {
            return;
        }
        boolean gzipped = !measured.contains(Variant.PLAIN);
        RowSums ours = RowSums.ofParts(broker.bootstrapServers(), gzipped);
        for (Variant peer : peers) {
            for (int round = 0; round < number("rounds", 1); round++) {
                RowSums.ofFiles(state(folder, peer, round).resolve("rows")).requireSame(peer.label(), ours, events());
            }
        }
    }

    void commitStart(EmbeddedBroker broker, String applicationId) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> starts = new HashMap<>();
        for (int partition = 0; partition < partitions(); partition++) {
            starts.put(new TopicPartition(Topics.input(Source.DOWNLOAD), partition), new OffsetAndMetadata(0));
        }
        for (int partition = 0; partition < Topics.LEDGER_PARTITIONS; partition++) {
            starts.put(new TopicPartition(Topics.LEDGER, partition), new OffsetAndMetadata(0));
            starts.put(new TopicPartition(Topics.DELIVERIES, partition), new OffsetAndMetadata(0));
        }
        try (Admin admin = broker.admin()) {
            admin.alterConsumerGroupOffsets(applicationId, starts).all().get();
        }
    }

    private List<String> variants() {
        String all = String.join(
                ",",
                Arrays.stream(Variant.values())
                        .filter(variant -> !variant.isPeer())
                        .map(Variant::label)
                        .toList());
        return List.of(options.getOrDefault("variants", all).split(","));
    }

    long events() {
        return number("events", 4_000_000);
    }

    String every() {
        return options.getOrDefault("every", "*/5 * * * *");
    }

    private int partitions() {
        return (int) number("partitions", 4);
    }

    long number(String name, long otherwise) {
        return Long.parseLong(text(name, Long.toString(otherwise)));
    }

    String text(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            paths.sorted((a, b) -> b.compareTo(a)).forEach(path -> path.toFile().delete());
        }
    }
}
