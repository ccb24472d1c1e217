package dev.waybill.sink;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/** Delivers a record, or parks it when its destination has been broken for long. Holds no lock. */
final class Attempts {
    private final Delivery delivery;
    private final ParkingLot parking;
    private final Clock clock;

    /** What is known about a lane before an attempt. */
    record Situation(LaneKey lane, Optional<Trouble> trouble, boolean isParking) {}

    Attempts(Delivery delivery, ParkingLot parking, Clock clock) {
        this.delivery = delivery;
        this.parking = parking;
        this.clock = clock;
    }

    Outcome attempt(SinkRecord record, Situation situation) {
        Instant now = clock.instant();
        Optional<DeliveryException> failure = Optional.empty();
        boolean tooEarly = situation.isParking()
                && situation
                        .trouble()
                        .filter(trouble -> now.isBefore(trouble.retryAt()))
                        .isPresent();
        if (!tooEarly) {
            try {
                return delivery.deliver(record) ? Outcome.DELIVERED : Outcome.DEAD_LETTER;
            } catch (DeliveryException e) {
                if (!isParkingDue(situation, now)) {
                    return Outcome.failed(e);
                }
                failure = Optional.of(e);
            }
        }
        try {
            parking.park(situation.lane().export().orElseThrow(), record);
            return Outcome.parked(failure);
        } catch (DeliveryException e) {
            return Outcome.failed(e);
        }
    }

    private boolean isParkingDue(Situation situation, Instant now) {
        Optional<Duration> after = parking.parksAfter(situation.lane());
        return after.isPresent()
                && situation
                        .trouble()
                        .filter(trouble -> !now.isBefore(trouble.since().plus(after.get())))
                        .isPresent();
    }
}
