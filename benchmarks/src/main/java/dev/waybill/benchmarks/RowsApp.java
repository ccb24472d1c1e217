package dev.waybill.benchmarks;

import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.event.Event;
import dev.waybill.export.ExportVersion;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.select.Verdict;
import dev.waybill.wire.EventDecoder;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What Waybill would be without batching: decodes, redacts and formats each event as Waybill does, and emits the row as a
 * record of its own, keyed by tenant.
 */
final class RowsApp {
    /** Where the rows go. */
    static final String TOPIC = "benchmark-rows";

    private RowsApp() {}

    static KafkaStreams start(
            Map<String, Object> kafka, Supplier<EventDecoder> decoders, Supplier<ExportVersion> exports) {
        Topology topology = new Topology();
        topology.addSource(
                "read", new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.input(Source.DOWNLOAD));
        topology.addProcessor("format", () -> new Format(decoders.get(), exports.get()), "read");
        topology.addSink("emit", TOPIC, new ByteArraySerializer(), new ByteArraySerializer(), "format");
        Properties properties = new Properties();
        properties.putAll(kafka);
        KafkaStreams streams = new KafkaStreams(topology, properties);
        streams.start();
        return streams;
    }

    private static final class Format extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
        private final EventDecoder decoder;
        private final ExportVersion export;
        private final Event event;
        private final RowBuffer row = new RowBuffer();

        Format(EventDecoder decoder, ExportVersion export) {
            this.decoder = decoder;
            this.export = export;
            this.event = new Event(decoder.eventType());
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            row.clear();
            if (decoder.decode(record.value(), event).isPresent()
                    || export.select(event) != Verdict.TAKEN
                    || !export.rows().make(event, row)) {
                throw new IllegalStateException("a standard event was refused");
            }
            context().forward(record.withValue(Arrays.copyOf(row.array(), row.length())));
        }
    }
}
