package dev.waybill.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.imports.line.BadLineException;
import dev.waybill.imports.line.LogEntry;
import dev.waybill.imports.log.LogFormat;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Publishes a log's events in transactions of at most {@value Survey#LINES_PER_MARK} lines. Each transaction also commits how many lines are done, as the offset of a
 * consumer group that belongs to tenant, format and content: so an import that was interrupted goes on where it stopped,
 * and one that was finished has nothing to add.
 */
final class LogPublisher {
    private final Producer<byte[], byte[]> producer;
    private final ImportId id;
    private final String topic;
    private final LogFormat format;
    private final Instant now;
    private final Clock clock;

    /**
     * A publisher on a transactional producer that nobody else uses.
     *
     * @param now the same as in the {@link Surveyor}
     * @param clock for stamps
     */
    LogPublisher(
            Producer<byte[], byte[]> producer, ImportId id, String topic, LogFormat format, Instant now, Clock clock) {
        this.producer = producer;
        this.id = id;
        this.topic = topic;
        this.format = format;
        this.now = now;
        this.clock = clock;
    }

    /** Aborts what an earlier run for the same tenant and log left open. To be called before progress is read. */
    void begin() {
        producer.initTransactions();
    }

    /**
     * Publishes the events of the lines after the first {@code done}, which stay as they are. What the log has gained
     * since the survey is left for the next import.
     *
     * @param progress told the number of lines done after each transaction
     * @return how many events were published
     * @throws LogException if the log is not the one that was surveyed
     * @throws KafkaException if the broker refuses or does not answer; what was committed before stays
     */
    long publish(Survey survey, Stamping stamping, long done, LongConsumer progress) throws IOException {
        try (InputStream in = survey.source().open()) {
            PieceReader pieces = new PieceReader(in);
            Reading reading = new Reading(survey, stamping, done, progress);
            while (!reading.isAtEnd()) {
                LinePiece piece = pieces.next();
                if (piece == null || !piece.isEnded()) {
                    throw reading.changed();
                }
                reading.take(piece);
            }
            return reading.published;
        }
    }

    /** The second reading of a surveyed log. */
    private final class Reading {
        private final Survey survey;
        private final Stamping stamping;
        private final long done;
        private final LongConsumer progress;
        private final LogEvents events = new LogEvents(format, now);
        private final LogChain chain = new LogChain(format.id());
        private final EventJson json = new EventJson(id.tenant());
        private boolean isOpen;
        private long published;

        Reading(Survey survey, Stamping stamping, long done, LongConsumer progress) {
            this.survey = survey;
            this.stamping = stamping;
            this.done = done;
            this.progress = progress;
        }

        boolean isAtEnd() {
            return chain.lines() >= survey.lines();
        }

        void take(LinePiece piece) throws LogException {
            chain.add(piece);
            Optional<LogEntry> event = event(piece);
            if (piece.number() > done) {
                begin();
                event.ifPresent(this::send);
            }
            if (piece.isLast() && (isAtEnd() || piece.number() % Survey.LINES_PER_MARK == 0)) {
                commit();
            }
        }

        private Optional<LogEntry> event(LinePiece piece) {
            try {
                return events.parse(piece);
            } catch (BadLineException setAsideByTheSurvey) {
                return Optional.empty();
            }
        }

        private void begin() {
            if (!isOpen) {
                producer.beginTransaction();
                isOpen = true;
            }
        }

        private void send(LogEntry entry) {
            producer.send(new ProducerRecord<>(
                    topic,
                    null,
                    stamping.stamp(entry.time(), clock).toEpochMilli(),
                    id.tenant().getBytes(UTF_8),
                    json.write(entry, chain.lineId())));
            published++;
        }

        /** The group must not say of the surveyed log what is true of another one. */
        private void commit() throws LogException {
            String surveyed =
                    isAtEnd() ? survey.name() : survey.marks().get((int) (chain.lines() / Survey.LINES_PER_MARK) - 1);
            if (!chain.name().equals(surveyed)) {
                throw changed();
            }
            if (isOpen) {
                producer.sendOffsetsToTransaction(
                        Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(chain.lines())),
                        new ConsumerGroupMetadata(id.group(survey.name())));
                producer.commitTransaction();
                isOpen = false;
                progress.accept(chain.lines());
            }
        }

        LogException changed() {
            if (isOpen) {
                producer.abortTransaction();
            }
            return new LogException("it has changed while it was read; run the same command again");
        }
    }
}
