package dev.waybill.sink.lane;

import dev.waybill.spec.DestinationEntry;
import dev.waybill.contract.ExportId;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.DestinationLookup;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.destination.Place;
import dev.waybill.sink.destination.Uploader;
import dev.waybill.sink.part.PartReader;
import dev.waybill.sink.part.RefusedRecordException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers one record, start to end. Safe for use by several threads. */
public final class Delivery {
    /** Takes refused records, if there is a place for them. */
    public interface DeadLetters {
        /** Whether the record was stored there durably. */
        boolean take(SinkRecord record, RefusedRecordException reason) throws DeliveryException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final DestinationLookup destinations;
    private final Uploader uploader;
    private final DeadLetters deadLetters;

    public Delivery(DestinationLookup destinations, Uploader uploader, DeadLetters deadLetters) {
        this.destinations = destinations;
        this.uploader = uploader;
        this.deadLetters = deadLetters;
    }

    /** Where the next call for a record of this export goes. */
    Place next(ExportId export) {
        return destinations.find(export).map(uploader::next).orElse(Place.NONE);
    }

    /**
     * Makes one call for the record. Returns once it is an object at its destination, a dead letter, or prepared for
     * another call.
     *
     * @throws DeliveryException when it is none of them
     */
    Outcome deliver(SinkRecord record) throws DeliveryException {
        try {
            ExportId export = PartReader.export(record);
            DestinationEntry target = destinations
                    .find(export)
                    .orElseThrow(() -> new DeliveryException(
                            FailureKind.NO_DESTINATION, export + " is not in the file of destinations"));
            return uploader.upload(PartReader.part(export, record), target) ? Outcome.DELIVERED : Outcome.PREPARED;
        } catch (RefusedRecordException e) {
            if (!deadLetters.take(record, e)) {
                throw new DeliveryException(FailureKind.RECORD_REFUSED, e.reason(), e);
            }
            LOG.error(
                    "A record was refused and is now in the dead letter queue: topicName={} partition={} offset={} reason={}",
                    record.originalTopic(),
                    record.originalKafkaPartition(),
                    record.originalKafkaOffset(),
                    e.reason());
            return Outcome.DEAD_LETTER;
        } catch (RuntimeException e) {
            LOG.error(
                    "Unexpected error: topicName={} partition={} offset={}",
                    record.originalTopic(),
                    record.originalKafkaPartition(),
                    record.originalKafkaOffset(),
                    e);
            throw new DeliveryException(FailureKind.INTERNAL, e.getClass().getSimpleName(), e);
        }
    }
}
