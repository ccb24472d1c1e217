package dev.waybill.sink.backlog;

import dev.waybill.contract.ExportId;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.DestinationLookup;
import dev.waybill.sink.destination.Endpoint;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.destination.Pause;
import dev.waybill.sink.destination.Target;
import dev.waybill.sink.destination.Trouble;
import dev.waybill.sink.part.PartRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Makes the next call for a record: to its destination, or to the parking lot. Runs without the dispatcher's lock. */
final class Attempts {
    /** All but what parking cannot help, and a version that is not known yet: it may be known soon. */
    private static final Set<FailureKind> MAY_PARK =
            EnumSet.complementOf(EnumSet.of(FailureKind.PARKING, FailureKind.NO_DESTINATION));

    private final RecordDelivery delivery;
    private final DestinationLookup destinations;
    private final ParkingLot parking;
    private final Clock clock;

    /**
     * What is known about a backlog before a call.
     *
     * @param isReceipt whether its next record is one: it must not overtake parts that are parked
     * @param isBehindParked whether its next record must follow what is parked; empty if nobody has asked
     */
    record Situation(
            BacklogKey backlog,
            Optional<Trouble> trouble,
            boolean isParking,
            Optional<Target> target,
            boolean isReceipt,
            Optional<Boolean> isBehindParked) {
        static Situation of(Backlog backlog, Optional<Target> target) {
            return new Situation(
                    backlog.key(),
                    backlog.trouble(),
                    backlog.isParking(),
                    target,
                    backlog.head().filter(PartRecord::isReceipt).isPresent(),
                    backlog.isHeadBehindParked());
        }
    }

    Attempts(RecordDelivery delivery, DestinationLookup destinations, ParkingLot parking, Clock clock) {
        this.delivery = delivery;
        this.destinations = destinations;
        this.parking = parking;
        this.clock = clock;
    }

    /** Where the next call goes. */
    Endpoint next(Situation situation) {
        if (parksNext(situation) || asksNext(situation)) {
            return Endpoint.PARKING;
        }
        return pause(situation).isPresent() ? Endpoint.NONE : delivery.next(situation.target());
    }

    private Optional<Pause> pause(Situation situation) {
        return situation.backlog().export().flatMap(destinations::paused);
    }

    /**
     * Whether the record is parked next: a backlog that parks does so as long as its destination is not to be tried, and a
     * receipt that must follow what is parked does.
     */
    private boolean parksNext(Situation situation) {
        return (situation.isBehindParked().orElse(false) && pause(situation).isEmpty())
                || (situation.isParking()
                        && situation
                                .trouble()
                                .filter(trouble -> clock.instant().isBefore(trouble.retryAt()))
                                .isPresent());
    }

    /** Whether it is asked next what is parked. */
    private boolean asksNext(Situation situation) {
        return situation.isReceipt()
                && situation.isBehindParked().isEmpty()
                && parking.parksAfter(situation.backlog()).isPresent();
    }

    CallResult attempt(PartRecord record, Situation situation) {
        try {
            if (isDiscarded(record)) {
                return CallResult.DISCARDED;
            }
            if (parksNext(situation)) {
                parking.park(situation.backlog().export().orElseThrow(), record.source());
                return CallResult.PARKED;
            }
            if (asksNext(situation)) {
                return parking.mayHold(situation.backlog().export().orElseThrow())
                        ? CallResult.BEHIND_PARKED
                        : CallResult.FREE;
            }
            Optional<Pause> pause = pause(situation);
            if (pause.isPresent()) {
                throw new DeliveryException(FailureKind.PAUSED, pause.get().text());
            }
            Optional<ExportId> stranger = situation.target().isPresent() ? Optional.empty() : record.export();
            if (stranger.isPresent() && destinations.lookAgain(stranger.get(), record.versionOrNone())) {
                // The record's backlog is another one now.
                return CallResult.PREPARED;
            }
            return delivery.deliver(record, situation.target());
        } catch (DeliveryException e) {
            return MAY_PARK.contains(e.kind()) && isParkingDue(situation)
                    ? CallResult.overdue(e)
                    : CallResult.failed(e);
        }
    }

    /** A receipt says what was; and what a replay delivers beside it is what is to come instead. */
    private boolean isDiscarded(PartRecord record) {
        return !record.isReceipt()
                && !record.isBesideOriginal()
                && record.export()
                        .flatMap(export -> record.window().map(window -> destinations.discards(export, window.start())))
                        .orElse(false);
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
