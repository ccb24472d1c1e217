package dev.waybill.sink.backlog;

import dev.waybill.ledger.DeliveryHeldBack;
import dev.waybill.ledger.DeliveryLane;
import dev.waybill.ledger.DeliveryRecord;
import dev.waybill.ledger.DeliveryResumed;
import dev.waybill.ledger.DeliveryTrouble;
import dev.waybill.ledger.ObjectDelivered;
import dev.waybill.ledger.RecordDiscarded;
import dev.waybill.ledger.RecordParked;
import dev.waybill.ledger.RecordRefused;
import dev.waybill.sink.destination.Trouble;
import dev.waybill.sink.part.ExportObject;
import dev.waybill.sink.part.PartRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Says what becomes of the records of backlogs. Of records that are nobody's it says nothing. Guarded by the {@link
 * Dispatcher}'s lock.
 */
final class Statements {
    /** Who looks at the newest statements only must find what lasts among them. */
    static final Duration AGAIN = Duration.ofMinutes(10);

    private static final String REFUSED_ADVICE =
            "the record was passed over and is in the dead letter queue: find out who wrote it";

    private final DeliveryLog log;
    private final Clock clock;
    private Instant nextRound;

    Statements(DeliveryLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
        this.nextRound = clock.instant().plus(AGAIN);
    }

    /** The record's object is at its destination. */
    void delivered(Backlog backlog, PartRecord record) {
        record.described()
                .ifPresent(object -> say(
                        backlog,
                        (lane, now) -> new ObjectDelivered(
                                lane,
                                now,
                                object.kind(),
                                object.path(),
                                object.content().length,
                                object.sha256(),
                                record.window(),
                                record.versionOrNone())));
    }

    /** The backlog is in trouble. */
    void heldBack(Backlog backlog) {
        backlog.trouble()
                .ifPresent(trouble -> say(
                        backlog,
                        (lane, now) -> new DeliveryHeldBack(
                                lane,
                                now,
                                millis(trouble.since()),
                                stated(trouble),
                                Optional.of(trouble.retryAt())
                                        .filter(time -> !time.equals(Instant.MAX))
                                        .map(Statements::millis))));
    }

    /** The backlog is not in this trouble any more. */
    void resumed(Backlog backlog, Trouble trouble) {
        say(
                backlog,
                (lane, now) -> new DeliveryResumed(
                        lane, now, millis(trouble.since()), trouble.kind().name()));
    }

    /** The record was copied to the parking topic. */
    void parked(Backlog backlog, PartRecord record) {
        say(
                backlog,
                (lane, now) -> new RecordParked(
                        lane,
                        now,
                        record.offset(),
                        path(record),
                        backlog.trouble().map(Statements::stated)));
    }

    /** The record was passed over, because it must not leave any more. */
    void discarded(Backlog backlog, PartRecord record) {
        say(backlog, (lane, now) -> new RecordDiscarded(lane, now, record.offset(), path(record), record.window()));
    }

    /** The record was passed over. */
    void refused(Backlog backlog, PartRecord record, String kind, String detail) {
        say(
                backlog,
                (lane, now) -> new RecordRefused(
                        lane, now, record.offset(), path(record), new DeliveryTrouble(kind, detail, REFUSED_ADVICE)));
    }

    /** Says again which of these hold something back, if it is time. */
    void round(Stream<Backlog> backlogs) {
        Instant now = clock.instant();
        if (!now.isBefore(nextRound)) {
            nextRound = now.plus(AGAIN);
            // One that has parked everything is in trouble still, but nothing waits in it.
            backlogs.filter(backlog -> backlog.undelivered().isPresent()).forEach(this::heldBack);
        }
    }

    private void say(Backlog backlog, BiFunction<DeliveryLane, Instant, DeliveryRecord> record) {
        backlog.lane().ifPresent(lane -> log.say(record.apply(lane, millis(clock.instant()))));
    }

    private static Optional<String> path(PartRecord record) {
        return record.described().map(ExportObject::path);
    }

    private static DeliveryTrouble stated(Trouble trouble) {
        return new DeliveryTrouble(
                trouble.kind().name(), trouble.detail(), trouble.kind().advice());
    }

    private static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
