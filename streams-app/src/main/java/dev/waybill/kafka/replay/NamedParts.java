package dev.waybill.kafka.replay;

import dev.waybill.batch.Part;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Parts that the ledger names go to the topics of their exports under the names that they had, so delivering them changes
 * nothing that is there. No other part leaves; where one is made, that is noted.
 *
 * @param id the replay's
 * @param delivered what the ledger names
 */
public record NamedParts(String id, DeliveredParts delivered) implements ReplayTarget {
    @Override
    public ProcessorSupplier<byte[], Part, byte[], Object> parts(String topics, String notes) {
        return () -> new Comparing(id, delivered, topics, notes);
    }

    @Override
    public boolean needsTopics() {
        return true;
    }

    @Override
    public boolean keepsLedger() {
        return false;
    }

    private static final class Comparing extends ContextualProcessor<byte[], Part, byte[], Object>
            implements Processor<byte[], Part, byte[], Object> {
        private final String id;
        private final DeliveredParts delivered;
        private final String topics;
        private final String notes;

        Comparing(String id, DeliveredParts delivered, String topics, String notes) {
            this.id = id;
            this.delivered = delivered;
            this.topics = topics;
            this.notes = notes;
        }

        @Override
        public void process(Record<byte[], Part> record) {
            Part part = record.value();
            switch (delivered.of(part)) {
                case NAMED -> {
                    context().forward(record.withHeaders(ReplayHeaders.inPlace(id, record.headers())), topics);
                    note(PartWritten.of(part, part.object()));
                }
                case OTHER -> note(new PartDiffers(part.export(), part.window().start(), part.object()));
                case LIVE -> {
                    // Whoever delivers it names it then.
                }
            }
        }

        private void note(ReplayNote note) {
            context().forward(new Record<>(null, note.toJson(), context().currentSystemTimeMs()), notes);
        }
    }
}
