package dev.waybill.sink.backlog;

import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.Endpoint;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.destination.Trouble;
import dev.waybill.sink.part.PartRecord;
import dev.waybill.spec.destination.DestinationEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes the next call for a record: to its destination, or to the parking lot. Runs without the dispatcher's lock. */
final class Attempts {
    private final RecordDelivery delivery;
    private final ParkingLot parking;
    private final Clock clock;

    /** What is known about a backlog before a call. */
    record Situation(
            BacklogKey backlog, Optional<Trouble> trouble, boolean isParking, Optional<DestinationEntry> target) {
        static Situation of(Backlog backlog, Optional<DestinationEntry> target) {
            return new Situation(backlog.key(), backlog.trouble(), backlog.isParking(), target);
        }
    }

    Attempts(RecordDelivery delivery, ParkingLot parking, Clock clock) {
        this.delivery = delivery;
        this.parking = parking;
        this.clock = clock;
    }

    /** Where the next call goes. */
    Endpoint next(Situation situation) {
        return parksNext(situation) ? Endpoint.PARKING : delivery.next(situation.target());
    }

    /** Whether the record is parked next: a backlog that parks does so as long as its destination is not to be tried. */
    private boolean parksNext(Situation situation) {
        return situation.isParking()
                && situation
                        .trouble()
                        .filter(trouble -> clock.instant().isBefore(trouble.retryAt()))
                        .isPresent();
    }

    CallResult attempt(PartRecord record, Situation situation) {
        try {
            if (parksNext(situation)) {
                parking.park(situation.backlog().export().orElseThrow(), record.source());
                return CallResult.PARKED;
            }
            return delivery.deliver(record, situation.target());
        } catch (DeliveryException e) {
            return e.kind() != FailureKind.PARKING && isParkingDue(situation)
                    ? CallResult.overdue(e)
                    : CallResult.failed(e);
        }
    }

    private boolean isParkingDue(Situation situation) {
        Optional<Duration> after = parking.parksAfter(situation.backlog());
        Instant now = clock.instant();
        return after.isPresent()
                && situation
                        .trouble()
                        .filter(trouble -> !now.isBefore(trouble.since().plus(after.get())))
                        .isPresent();
    }
}
