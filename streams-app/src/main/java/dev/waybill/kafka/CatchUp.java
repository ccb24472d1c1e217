package dev.waybill.kafka;

import dev.waybill.batch.LaggingExports;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the source again for exports that were held back and no longer are, beside the others, in slices between records:
 * what each slice has made stands in the store, with the offset it has come to, in one transaction.
 */
final class CatchUp {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    /** Of the time of a thread that many partitions share. */
    private static final long SLICE_NANOS = Duration.ofMillis(100).toNanos();

    private final SourceLog log;
    private final TopicPartition source;
    private final LaggingExports exports;
    private final SourceLog.RecordReader reader;
    private final LongSupplier nanoTime;
    private SourceLog.@Nullable Reading reading;
    private long from;

    /**
     * Begins nothing yet.
     *
     * @param reader takes the records
     * @param nanoTime a clock that only durations are taken from
     */
    CatchUp(
            SourceLog log,
            TopicPartition source,
            LaggingExports exports,
            SourceLog.RecordReader reader,
            LongSupplier nanoTime) {
        this.log = log;
        this.source = source;
        this.exports = exports;
        this.reader = reader;
        this.nanoTime = nanoTime;
    }

    /**
     * Reads on for a moment.
     *
     * @param next the offset of the next new record
     * @return whether somebody still lags behind
     */
    boolean slice(long next) {
        OptionalLong behind = exports.behindFrom();
        if (behind.isEmpty()) {
            return false;
        }
        SourceLog.Reading open = reading == null ? open(behind.getAsLong()) : reading;
        long end = nanoTime.getAsLong() + SLICE_NANOS;
        long[] arrivalMillis = {0};
        long before;
        do {
            before = open.position();
            open.next(next, record -> {
                reader.read(record);
                arrivalMillis[0] = Math.max(arrivalMillis[0], ArrivalTime.of(record.timestamp()));
            });
        } while (open.position() > before && open.position() < next && nanoTime.getAsLong() < end);
        if (exports.moveOn(Math.min(open.position(), next), arrivalMillis[0], next)) {
            close();
            LOG.atInfo()
                    .addKeyValue("topicName", source.topic())
                    .addKeyValue("partition", source.partition())
                    .addKeyValue("offsets", next - from)
                    .log("exports that were held back have caught up");
        }
        return exports.behindFrom().isPresent();
    }

    private SourceLog.Reading open(long behind) {
        SourceLog.Reading opened = log.read(source, behind);
        reading = opened;
        from = behind;
        return opened;
    }

    void close() {
        if (reading != null) {
            reading.close();
            reading = null;
        }
    }
}
