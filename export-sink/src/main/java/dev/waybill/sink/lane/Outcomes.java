package dev.waybill.sink.lane;

import dev.waybill.spec.DestinationEntry;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.destination.Trouble;
import dev.waybill.sink.part.PartReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes how attempts end: state, counters, and one log line for each change of an export's state, not for each attempt.
 * Guarded by the {@link Dispatcher}'s lock.
 */
final class Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    private final Backoff backoff;
    private final ParkingLot parking;
    private final Clock clock;

    Outcomes(Backoff backoff, ParkingLot parking, Clock clock) {
        this.backoff = backoff;
        this.parking = parking;
        this.clock = clock;
    }

    /** Notes the end of a call for a record with this target. */
    void note(Lane lane, SinkRecord record, Optional<DestinationEntry> target, Outcome outcome) {
        switch (outcome.kind()) {
            case DELIVERED -> delivered(lane, record);
            case DEAD_LETTER -> {
                lane.counters().refusedRecords++;
                recovered(lane);
            }
            case PARKED -> lane.counters().parkedRecords++;
            case PREPARED -> {}
            case OVERDUE -> {
                troubled(lane, record, target, outcome.failure().orElseThrow());
                if (!lane.isParking()) {
                    lane.startParking();
                    LOG.error(
                            "The destination has been broken for so long that records are copied to the parking topic:"
                                    + " tenant={} export={}; they are delivered from there once the cause is gone",
                            lane.key().tenant(),
                            lane.key().exportName());
                }
            }
            case FAILED -> {
                lane.stopParking();
                troubled(lane, record, target, outcome.failure().orElseThrow());
            }
        }
    }

    /** Ends the lane's backoff; does nothing if it is in no trouble. */
    void retry(Lane lane) {
        lane.trouble().ifPresent(trouble -> lane.trouble(trouble.retriedAt(clock.instant())));
    }

    private void delivered(Lane lane, SinkRecord record) {
        lane.counters().deliveredObjects++;
        lane.counters().deliveredBytes += PartReader.size(record);
        recovered(lane);
    }

    private void recovered(Lane lane) {
        lane.trouble()
                .ifPresent(trouble -> LOG.info(
                        "Delivery goes on: tenant={} export={} reason={} waitedFor={}",
                        lane.key().tenant(),
                        lane.key().exportName(),
                        trouble.kind(),
                        Duration.between(trouble.since(), clock.instant())));
        lane.recovered();
    }

    private void troubled(Lane lane, SinkRecord record, Optional<DestinationEntry> target, DeliveryException failure) {
        lane.counters().failedAttempts++;
        Optional<Trouble> before = lane.trouble();
        Instant now = clock.instant();
        Instant since = before.map(Trouble::since)
                .orElseGet(() -> PartReader.writtenAt(record).orElse(now));
        int attempts = before.map(Trouble::attempts).orElse(0) + 1;
        lane.trouble(new Trouble(
                failure.kind(), failure.detail(), since, attempts, retryAt(lane, failure, since, attempts), target));
        if (before.isEmpty() || before.get().kind() != failure.kind()) {
            LOG.error(
                    "Held back: tenant={} export={} topicName={} partition={} firstUndeliveredOffset={} reason={} ({}); {}",
                    lane.key().tenant(),
                    lane.key().exportName(),
                    lane.key().partition().topic(),
                    lane.key().partition().partition(),
                    lane.lowestUndelivered(),
                    failure.kind(),
                    failure.detail(),
                    failure.kind().advice());
        }
        if (failure.kind() == FailureKind.INTERNAL) {
            LOG.debug("The last failure of {} in full", lane.key(), failure);
        }
    }

    /** A refused record is refused for ever; it is looked at again only when it is time to park it. */
    private Instant retryAt(Lane lane, DeliveryException failure, Instant since, int attempts) {
        Instant now = clock.instant();
        if (failure.kind() != FailureKind.RECORD_REFUSED) {
            return now.plus(backoff.delay(attempts));
        }
        Optional<Duration> parksAfter = parking.parksAfter(lane.key());
        return parksAfter.map(since::plus).orElse(Instant.MAX);
    }
}
