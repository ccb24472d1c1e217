package dev.waybill.benchmarks;

import dev.waybill.contract.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The least that a sink must do: reads committed records and puts the values of each key into a file in memory, that is
 * begun anew at one MiB. Connect, S3 and STS would come on top, for rows and for parts alike.
 */
final class SinkProcess {
    private static final int FILE_SIZE = 1024 * 1024;
    private static final int GZIP_LEVEL = 4;

    private final AtomicLong consumed = new AtomicLong();
    private final Map<String, Target> targets = new HashMap<>();
    private final boolean gzip;
    private volatile boolean reported;

    private SinkProcess(boolean gzip) {
        this.gzip = gzip;
    }

    /** Reads {@code records} records and reports. For parts, a record counts as the events it holds. */
    static void run(Variant variant, String bootstrap, long warmUp, long records) throws Exception {
        SinkProcess sink = new SinkProcess(variant.isCompressed());
        Thread reader = new Thread(() -> sink.read(variant, bootstrap), "sink-StreamThread-1");
        reader.start();
        CpuTimes.report(variant.label(), sink.consumed::get, reader::isAlive, warmUp, records);
        sink.reported = true;
        reader.join();
    }

    private void read(Variant variant, String bootstrap) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", bootstrap, "isolation.level", "read_committed", "auto.offset.reset", "earliest");
        String topic = variant == Variant.PARTS_SINK ? Topics.SHARED_DELIVERY : RowsApp.TOPIC;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            consumer.partitionsFor(topic).forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!reported) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    take(record);
                    var events = record.headers().lastHeader("events");
                    consumed.addAndGet(events == null ? 1 : Long.parseLong(new String(events.value())));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws IOException {
        String key = record.key() == null ? "" : new String(record.key());
        Target target = targets.get(key);
        if (target == null) {
            target = new Target(gzip);
            targets.put(key, target);
        }
        target.out.write(record.value());
        if (target.bytes.size() >= FILE_SIZE) {
            target.out.close();
            targets.remove(key);
        }
    }

    private static final class Target {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final OutputStream out;

        Target(boolean gzip) throws IOException {
            out = gzip ? new Gzip(bytes) : bytes;
        }
    }

    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out, 16 * 1024);
            def = new Deflater(GZIP_LEVEL, true);
        }
    }
}
