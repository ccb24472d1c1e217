package dev.waybill.sink.backlog;

import dev.waybill.contract.ExportId;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/** A place beside the partition for records whose destination stays broken, so that a shared partition can go on. */
public interface ParkingLot extends AutoCloseable {
    /** How long a backlog must have been in trouble before its records are parked; empty for never. */
    Optional<Duration> parksAfter(BacklogKey backlog);

    /**
     * Returns once all replicas have the copy.
     *
     * @throws DeliveryException of kind {@link FailureKind#PARKING} when that fails
     */
    void park(ExportId export, SinkRecord record) throws DeliveryException;

    /**
     * Whether records of the export may be in its parking topic, so that what must not overtake them has to follow them
     * there. Asks the cluster.
     *
     * @throws DeliveryException of kind {@link FailureKind#PARKING} when it does not answer
     */
    boolean mayHold(ExportId export) throws DeliveryException;

    @Override
    void close();

    /** Parks nothing. */
    ParkingLot NONE = new ParkingLot() {
        @Override
        public Optional<Duration> parksAfter(BacklogKey backlog) {
            return Optional.empty();
        }

        @Override
        public void park(ExportId export, SinkRecord record) {
            throw new IllegalStateException("parking is off");
        }

        @Override
        public boolean mayHold(ExportId export) {
            return false;
        }

        @Override
        public void close() {}
    };
}
