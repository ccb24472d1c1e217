package dev.waybill.sink.backlog;

import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.part.RefusedRecordException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Hands refused records to Connect's dead letter queue. Connect gives a reporter also where errors are only logged
 * ({@code errors.tolerance=all} without a queue): then records would be lost, so such a reporter is not used.
 */
public final class ErrantRecords implements RecordDelivery.DeadLetters {
    private static final long TIMEOUT_SECONDS = 60;

    private final @Nullable ErrantRecordReporter reporter;

    private ErrantRecords(@Nullable ErrantRecordReporter reporter) {
        this.reporter = reporter;
    }

    public static ErrantRecords of(@Nullable ErrantRecordReporter reporter, @Nullable String deadLetterTopic) {
        return new ErrantRecords(deadLetterTopic == null || deadLetterTopic.isBlank() ? null : reporter);
    }

    @Override
    public boolean take(SinkRecord record, RefusedRecordException reason) throws DeliveryException {
        if (reporter == null) {
            return false;
        }
        try {
            reporter.report(record, reason).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            throw new DeliveryException(FailureKind.DEAD_LETTERS, e.getClass().getSimpleName(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException(FailureKind.DEAD_LETTERS, "interrupted", e);
        }
    }
}
