package dev.waybill.benchmarks;

import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** The floor: a Streams application that reads under exactly-once and does nothing. */
final class FloorApp {
    private FloorApp() {}

    static KafkaStreams start(Map<String, Object> kafka) {
        Topology topology = new Topology();
        topology.addSource(
                "read", new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.input(Source.DOWNLOAD));
        topology.addProcessor("do-nothing", Nothing::new, "read");
        Properties properties = new Properties();
        properties.putAll(kafka);
        KafkaStreams streams = new KafkaStreams(topology, properties);
        streams.start();
        return streams;
    }

    private static final class Nothing extends ContextualProcessor<byte[], byte[], Void, Void> {
        @Override
        public void process(Record<byte[], byte[]> record) {}
    }
}
