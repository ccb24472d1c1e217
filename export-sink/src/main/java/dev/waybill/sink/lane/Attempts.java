package dev.waybill.sink.lane;

import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.destination.Place;
import dev.waybill.sink.destination.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/** Makes the next call for a record: to its destination, or to the parking lot. Holds no lock. */
final class Attempts {
    private final Delivery delivery;
    private final ParkingLot parking;
    private final Clock clock;

    /** What is known about a lane before a call. */
    record Situation(LaneKey lane, Optional<Trouble> trouble, boolean isParking) {
        static Situation of(Lane lane) {
            return new Situation(lane.key(), lane.trouble(), lane.isParking());
        }
    }

    Attempts(Delivery delivery, ParkingLot parking, Clock clock) {
        this.delivery = delivery;
        this.parking = parking;
        this.clock = clock;
    }

    /** Where the next call goes. */
    Place next(Situation situation) {
        return parksNext(situation)
                ? Place.PARKING
                : situation.lane().export().map(delivery::next).orElse(Place.NONE);
    }

    /** While a destination is not to be tried, records of a lane that parks are parked. */
    private boolean parksNext(Situation situation) {
        return situation.isParking()
                && situation
                        .trouble()
                        .filter(trouble -> clock.instant().isBefore(trouble.retryAt()))
                        .isPresent();
    }

    Outcome attempt(SinkRecord record, Situation situation) {
        try {
            if (parksNext(situation)) {
                parking.park(situation.lane().export().orElseThrow(), record);
                return Outcome.PARKED;
            }
            return delivery.deliver(record);
        } catch (DeliveryException e) {
            return e.kind() != FailureKind.PARKING && isParkingDue(situation) ? Outcome.overdue(e) : Outcome.failed(e);
        }
    }

    private boolean isParkingDue(Situation situation) {
        Optional<Duration> after = parking.parksAfter(situation.lane());
        Instant now = clock.instant();
        return after.isPresent()
                && situation
                        .trouble()
                        .filter(trouble -> !now.isBefore(trouble.since().plus(after.get())))
                        .isPresent();
    }
}
