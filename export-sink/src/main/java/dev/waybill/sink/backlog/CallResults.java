package dev.waybill.sink.backlog;

import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.DestinationLookup;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.destination.Pause;
import dev.waybill.sink.destination.Target;
import dev.waybill.sink.destination.Trouble;
import dev.waybill.sink.part.PartRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes how calls end: in the backlog's state and counters, and with one log line for each change of its state (not for
 * each attempt). Guarded by the {@link Dispatcher}'s lock.
 */
final class CallResults {
    private static final Logger LOG = LoggerFactory.getLogger(CallResults.class);

    private final Backoff backoff;
    private final DestinationLookup destinations;
    private final ParkingLot parking;
    private final Statements statements;
    private final Clock clock;

    CallResults(
            Backoff backoff, DestinationLookup destinations, ParkingLot parking, Statements statements, Clock clock) {
        this.backoff = backoff;
        this.destinations = destinations;
        this.parking = parking;
        this.statements = statements;
        this.clock = clock;
    }

    /**
     * Notes the end of a call for a record.
     *
     * @param target where the call went; empty when nobody knew
     */
    void note(Backlog backlog, PartRecord record, Optional<Target> target, CallResult result) {
        switch (result.kind()) {
            case DELIVERED -> delivered(backlog, record);
            case DEAD_LETTER -> {
                backlog.counters().refusedRecords++;
                DeliveryException refusal = result.failure().orElseThrow();
                statements.refused(backlog, record, refusal.kind().name(), refusal.detail());
                recovered(backlog);
            }
            case PARKED -> parked(backlog, record);
            case DISCARDED -> {
                backlog.counters().discardedRecords++;
                statements.discarded(backlog, record);
                recovered(backlog);
            }
            case FREE -> backlog.headIsBehindParked(false);
            case BEHIND_PARKED -> backlog.headIsBehindParked(true);
            case PREPARED -> {}
            case OVERDUE -> {
                if (!backlog.isParking()) {
                    backlog.startParking();
                    LOG.error(
                            "Records have been held back for so long that they are copied to the parking topic:"
                                    + " tenant={} export={}; they are delivered from there once the cause is gone",
                            backlog.key().tenant(),
                            backlog.key().exportName());
                }
                troubled(backlog, record, target, result.failure().orElseThrow());
            }
            case FAILED -> {
                backlog.stopParking();
                troubled(backlog, record, target, result.failure().orElseThrow());
            }
        }
    }

    /** Ends the backlog's wait for its next attempt; does nothing if it is in no trouble. */
    void retry(Backlog backlog) {
        backlog.trouble().ifPresent(trouble -> backlog.trouble(trouble.retriedAt(clock.instant())));
    }

    /** Ends the stand-still of a backlog whose export is not paused any more; else does nothing. */
    void resume(Backlog backlog) {
        if (backlog.isPaused() && pause(backlog).isEmpty()) {
            recovered(backlog);
        }
    }

    private Optional<Pause> pause(Backlog backlog) {
        return backlog.key().export().flatMap(destinations::paused);
    }

    private void delivered(Backlog backlog, PartRecord record) {
        backlog.counters().deliveredObjects++;
        backlog.counters().deliveredBytes += record.size();
        if (record.isReceipt()) {
            backlog.counters().deliveredReceipts++;
        }
        statements.delivered(backlog, record);
        recovered(backlog);
    }

    /** A refused record was the whole trouble: those behind it may be fine. A broken destination still is. */
    private void parked(Backlog backlog, PartRecord record) {
        backlog.counters().parkedRecords++;
        statements.parked(backlog, record);
        if (backlog.trouble()
                .filter(trouble -> trouble.kind() == FailureKind.RECORD_REFUSED)
                .isPresent()) {
            recovered(backlog);
        }
    }

    /** Another backlog delivers what this one had to. */
    void handedOver(Backlog backlog) {
        backlog.trouble().ifPresent(trouble -> statements.resumed(backlog, trouble));
        backlog.handOver();
    }

    private void recovered(Backlog backlog) {
        backlog.trouble().ifPresent(trouble -> {
            LOG.info(
                    "Delivery goes on: tenant={} export={} reason={} waitedFor={}",
                    backlog.key().tenant(),
                    backlog.key().exportName(),
                    trouble.kind(),
                    Duration.between(trouble.since(), clock.instant()));
            statements.resumed(backlog, trouble);
        });
        backlog.recovered();
    }

    private void troubled(Backlog backlog, PartRecord record, Optional<Target> target, DeliveryException failure) {
        boolean paused = failure.kind() == FailureKind.PAUSED;
        if (!paused) {
            backlog.counters().failedAttempts++;
        }
        Optional<Trouble> before = backlog.trouble();
        Instant now = clock.instant();
        Instant since = before.map(Trouble::since).orElseGet(() -> since(backlog, record));
        int attempts = before.map(Trouble::attempts).orElse(0) + 1;
        backlog.trouble(new Trouble(
                failure.kind(), failure.detail(), since, attempts, retryAt(backlog, failure, since, attempts), target));
        if (before.isEmpty() || before.get().kind() != failure.kind()) {
            statements.heldBack(backlog);
            String text =
                    "Held back: tenant={} export={} topicName={} partition={} firstUndeliveredOffset={} reason={} ({});"
                            + " {}";
            Object[] values = {
                backlog.key().tenant(),
                backlog.key().exportName(),
                backlog.key().partition().topic(),
                backlog.key().partition().partition(),
                backlog.lowestUndelivered(),
                failure.kind(),
                failure.detail(),
                failure.kind().advice()
            };
            if (paused) {
                LOG.info(text, values);
            } else {
                LOG.error(text, values);
            }
        }
        if (failure.kind() == FailureKind.INTERNAL) {
            LOG.debug("The last failure of {} in full", backlog.key(), failure);
        }
    }

    /** A record has waited since it was written; under a pause, at the earliest since that began. */
    private Instant since(Backlog backlog, PartRecord record) {
        Instant written = record.writtenAt().orElseGet(clock::instant);
        return pause(backlog)
                .map(Pause::since)
                .filter(paused -> paused.isAfter(written))
                .orElse(written);
    }

    /**
     * A refused record is refused for ever, and a pause ends when it ends: such a record is looked at again only when it
     * is time to park it.
     */
    private Instant retryAt(Backlog backlog, DeliveryException failure, Instant since, int attempts) {
        Instant now = clock.instant();
        if (failure.kind() != FailureKind.RECORD_REFUSED && failure.kind() != FailureKind.PAUSED) {
            return now.plus(backoff.delay(attempts));
        }
        return backlog.isParking()
                ? Instant.MAX
                : parking.parksAfter(backlog.key()).map(since::plus).orElse(Instant.MAX);
    }
}
