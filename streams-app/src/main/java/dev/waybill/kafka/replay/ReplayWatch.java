package dev.waybill.kafka.replay;

import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Passes every record on, and notes when its source partition has ended: never before the parts that it ended with, since all
 * of it is one task.
 *
 * @param sourceTopic the topic it reads
 * @param sources told how far reading is
 * @param deliver the step that takes the records
 * @param notes the sink of notes
 */
public record ReplayWatch(String sourceTopic, ReplayedSources sources, String deliver, String notes)
        implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
    @Override
    public Processor<byte[], byte[], byte[], byte[]> get() {
        return new Watching(this);
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class Watching implements Processor<byte[], byte[], byte[], byte[]> {
        private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

        private final ReplayWatch supplier;
        private ProcessorContext<byte[], byte[]> context;
        private TopicPartition source;
        private boolean noted;
        private @Nullable Cancellable looks;

        Watching(ReplayWatch supplier) {
            this.supplier = supplier;
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> processorContext) {
            context = processorContext;
            source = new TopicPartition(supplier.sourceTopic(), context.taskId().partition());
            noted = false;
            supplier.sources().begin(source);
            looks = context.schedule(BETWEEN_LOOKS, PunctuationType.WALL_CLOCK_TIME, this::look);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            supplier.sources().read(source, record.timestamp());
            context.forward(record, supplier.deliver());
        }

        private void look(long now) {
            if (!noted && supplier.sources().isDrained(source)) {
                noted = true;
                context.forward(new Record<>(null, new SourceEnded(source).toJson(), now), supplier.notes());
            }
        }

        /** Streams keeps the punctuations of a task that it closes and revives. */
        @Override
        public void close() {
            if (looks != null) {
                looks.cancel();
            }
        }
    }
}
