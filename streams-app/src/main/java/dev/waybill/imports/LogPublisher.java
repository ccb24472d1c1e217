package dev.waybill.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Publishes a log's events in transactions. Each transaction also commits how many lines are done, as the offset of a
 * consumer group that belongs to tenant and content: so an import that was interrupted goes on where it stopped, and one
 * that was finished has nothing to add.
 */
final class LogPublisher {
    static final int LINES_PER_TRANSACTION = 5_000;

    private final Producer<byte[], byte[]> producer;
    private final ImportId id;
    private final String topic;
    private final LogEvents events;
    private final Clock clock;

    /** A publisher on a transactional producer that nobody else uses. */
    LogPublisher(Producer<byte[], byte[]> producer, ImportId id, String topic, LogEvents events, Clock clock) {
        this.producer = producer;
        this.id = id;
        this.topic = topic;
        this.events = events;
        this.clock = clock;
    }

    /** Aborts what an earlier run for the same tenant and content left open. To be called before progress is read. */
    void begin() {
        producer.initTransactions();
    }

    /**
     * Publishes the events of the lines after the first {@code done}, which stay as they are.
     *
     * @param progress told the number of lines done after each transaction
     * @return how many events were published
     * @throws KafkaException if the broker refuses or does not answer; what was committed before stays
     */
    long publish(Survey survey, Stamping stamping, long done, LongConsumer progress) throws IOException {
        EventJson json = new EventJson(id.tenant(), survey.shortHash());
        long number = 0;
        long published = 0;
        try (InputStream in = survey.source().open()) {
            LineReader lines = new LineReader(in);
            boolean open = false;
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                number++;
                if (number > done) {
                    if (!open) {
                        producer.beginTransaction();
                        open = true;
                    }
                    published += send(json, stamping, line, number);
                    if ((number - done) % LINES_PER_TRANSACTION == 0) {
                        commit(number, progress);
                        open = false;
                    }
                }
            }
            if (open) {
                commit(number, progress);
            }
        }
        return published;
    }

    private int send(EventJson json, Stamping stamping, byte[] line, long number) {
        try {
            AccessLogEntry entry = events.parse(line);
            long stamp = stamping.stamp(entry.time(), clock).toEpochMilli();
            producer.send(
                    new ProducerRecord<>(topic, null, stamp, id.tenant().getBytes(UTF_8), json.write(entry, number)));
            return 1;
        } catch (BadLineException setAsideByTheSurvey) {
            return 0;
        }
    }

    private void commit(long done, LongConsumer progress) {
        producer.sendOffsetsToTransaction(
                Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(done)),
                new ConsumerGroupMetadata(id.group()));
        producer.commitTransaction();
        progress.accept(done);
    }
}
