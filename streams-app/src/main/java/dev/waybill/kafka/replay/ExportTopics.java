package dev.waybill.kafka.replay;

import dev.waybill.batch.Part;
import dev.waybill.contract.PartHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Parts go to the topics of their exports like any other, and become objects below a folder of the replay's own.
 *
 * @param id the replay's
 */
public record ExportTopics(String id) implements ReplayTarget {
    @Override
    public ProcessorSupplier<byte[], Part, byte[], Object> parts(String topics, String notes) {
        return () -> new Marking(id, topics, notes);
    }

    @Override
    public boolean needsTopics() {
        return true;
    }

    private static final class Marking extends ContextualProcessor<byte[], Part, byte[], Object>
            implements Processor<byte[], Part, byte[], Object> {
        private final String id;
        private final String topics;
        private final String notes;

        Marking(String id, String topics, String notes) {
            this.id = id;
            this.topics = topics;
            this.notes = notes;
        }

        @Override
        public void process(Record<byte[], Part> record) {
            String object = PartHeaders.replayFolder(id) + "/" + record.value().object();
            Headers headers = new RecordHeaders(record.headers());
            headers.remove(PartHeaders.OBJECT);
            add(headers, PartHeaders.OBJECT, object);
            add(headers, PartHeaders.REPLAY, id);
            context().forward(record.withHeaders(headers), topics);
            PartWritten note = PartWritten.of(record.value(), object);
            context().forward(new Record<>(null, note.toJson(), context().currentSystemTimeMs()), notes);
        }

        private static void add(Headers headers, String name, String value) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
