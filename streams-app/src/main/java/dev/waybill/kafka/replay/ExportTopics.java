package dev.waybill.kafka.replay;

import dev.waybill.batch.Part;
import dev.waybill.contract.PartHeaders;
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

    @Override
    public boolean keepsLedger() {
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
            String name = record.value().object();
            context().forward(record.withHeaders(ReplayHeaders.below(id, record.headers(), name)), topics);
            PartWritten note = PartWritten.of(record.value(), PartHeaders.replayFolder(id) + "/" + name);
            context().forward(new Record<>(null, note.toJson(), context().currentSystemTimeMs()), notes);
        }
    }
}
