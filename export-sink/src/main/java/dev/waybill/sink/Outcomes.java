package dev.waybill.sink;

import dev.waybill.contract.DestinationEntry;
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
    private final GlobalHold globalHold;
    private final Clock clock;

    Outcomes(Backoff backoff, ParkingLot parking, GlobalHold globalHold, Clock clock) {
        this.backoff = backoff;
        this.parking = parking;
        this.globalHold = globalHold;
        this.clock = clock;
    }

    /** Notes the end of an attempt with this target; {@code known} is the number of exports this task serves. */
    void note(Lane lane, SinkRecord record, Optional<DestinationEntry> target, Outcome outcome, int known) {
        switch (outcome.kind()) {
            case DELIVERED -> delivered(lane, record);
            case DEAD_LETTER -> {
                lane.counters().refusedRecords++;
                recovered(lane);
            }
            case PARKED -> {
                lane.counters().parkedRecords++;
                outcome.failure().ifPresent(failure -> troubled(lane, target, failure));
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
                DeliveryException failure = outcome.failure().orElseThrow();
                lane.stopParking();
                troubled(lane, target, failure);
                globalHold.failed(lane.key(), failure.kind(), known);
            }
        }
    }

    private void delivered(Lane lane, SinkRecord record) {
        lane.counters().deliveredObjects++;
        lane.counters().deliveredBytes += PartReader.size(record);
        recovered(lane);
        globalHold.succeeded();
    }

    private void recovered(Lane lane) {
        lane.trouble()
                .ifPresent(trouble -> LOG.info(
                        "Delivery goes on: tenant={} export={} reason={} heldBackFor={}",
                        lane.key().tenant(),
                        lane.key().exportName(),
                        trouble.kind(),
                        Duration.between(trouble.since(), clock.instant())));
        lane.recovered();
    }

    private void troubled(Lane lane, Optional<DestinationEntry> target, DeliveryException failure) {
        lane.counters().failedAttempts++;
        Optional<Trouble> before = lane.trouble();
        Instant now = clock.instant();
        Instant since = before.map(Trouble::since).orElse(now);
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
