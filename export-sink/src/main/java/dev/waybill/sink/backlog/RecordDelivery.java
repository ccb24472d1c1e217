package dev.waybill.sink.backlog;

import dev.waybill.contract.ExportId;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.Endpoint;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.destination.Target;
import dev.waybill.sink.destination.Uploader;
import dev.waybill.sink.part.PartRecord;
import dev.waybill.sink.part.RefusedRecordException;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one record to where it must go: to its destination, or to the dead letters. Safe for use by several threads. */
public final class RecordDelivery {
    /** Where refused records go, if there is such a place. */
    public interface DeadLetters {
        /** Whether the record was stored there durably. */
        boolean take(SinkRecord record, RefusedRecordException reason) throws DeliveryException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(RecordDelivery.class);

    private final Uploader uploader;
    private final DeadLetters deadLetters;

    public RecordDelivery(Uploader uploader, DeadLetters deadLetters) {
        this.uploader = uploader;
        this.deadLetters = deadLetters;
    }

    /** Where the next call for a record with this target goes. */
    Endpoint next(Optional<Target> target) {
        return target.map(uploader::next).orElse(Endpoint.NONE);
    }

    /**
     * Makes one call for the record. Returns once it is an object at its destination, a dead letter, or prepared for
     * another call.
     *
     * @param target where its owner's objects go; empty when nobody knows
     * @throws DeliveryException when it is none of them
     */
    CallResult deliver(PartRecord record, Optional<Target> target) throws DeliveryException {
        try {
            ExportId owner = record.owner();
            String version = record.version();
            Target known = target.orElseThrow(() -> new DeliveryException(
                    FailureKind.NO_DESTINATION, owner + " has no version " + version + " in the catalog"));
            return uploader.upload(record.object(), known) ? CallResult.DELIVERED : CallResult.PREPARED;
        } catch (RefusedRecordException e) {
            return refused(record.source(), e);
        } catch (RuntimeException e) {
            LOG.error(
                    "Unexpected error: topicName={} partition={} offset={}",
                    record.source().originalTopic(),
                    record.source().originalKafkaPartition(),
                    record.offset(),
                    e);
            throw new DeliveryException(FailureKind.INTERNAL, e.getClass().getSimpleName(), e);
        }
    }

    private CallResult refused(SinkRecord record, RefusedRecordException reason) throws DeliveryException {
        DeliveryException refusal = new DeliveryException(FailureKind.RECORD_REFUSED, reason.reason(), reason);
        if (!deadLetters.take(record, reason)) {
            throw refusal;
        }
        LOG.error(
                "A record was refused and is now in the dead letter queue: topicName={} partition={} offset={} reason={}",
                record.originalTopic(),
                record.originalKafkaPartition(),
                record.originalKafkaOffset(),
                reason.reason());
        return CallResult.deadLetter(refusal);
    }
}
