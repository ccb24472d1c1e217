package dev.waybill.sink.backlog;

import dev.waybill.sink.destination.DestinationLookup;
import dev.waybill.sink.destination.Pause;
import dev.waybill.sink.destination.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;

/** The status of an export that JMX shows, read from its backlog under the lock. */
final class ExportStatus implements ExportStatusMXBean {
    private final Backlog backlog;
    private final Lock lock;
    private final DestinationLookup destinations;
    private final Clock clock;

    ExportStatus(Backlog backlog, Lock lock, DestinationLookup destinations, Clock clock) {
        this.backlog = backlog;
        this.lock = lock;
        this.destinations = destinations;
        this.clock = clock;
    }

    @Override
    public String getState() {
        boolean paused = pause().isPresent();
        return read(l -> (paused && !l.isParking() ? BacklogState.PAUSED : l.state()).name());
    }

    @Override
    public String getPausedSince() {
        return pause().map(pause -> pause.since().toString()).orElse("");
    }

    @Override
    public String getPausedBy() {
        return pause().map(Pause::by).orElse("");
    }

    @Override
    public String getPausedWhy() {
        return pause().map(Pause::why).orElse("");
    }

    private Optional<Pause> pause() {
        return backlog.key().export().flatMap(destinations::paused);
    }

    @Override
    public String getUndeliveredSince() {
        return read(l -> l.waitingSince().map(Instant::toString).orElse(""));
    }

    @Override
    public long getUndeliveredSeconds() {
        return read(l -> l.waitingSince()
                .map(since ->
                        Math.max(0, Duration.between(since, clock.instant()).toSeconds()))
                .orElse(0L));
    }

    @Override
    public long getFirstUndeliveredOffset() {
        return read(Backlog::lowestUndelivered);
    }

    @Override
    public String getLastError() {
        return read(l -> l.trouble().map(t -> t.kind().name()).orElse(""));
    }

    @Override
    public String getAdvice() {
        return read(l -> l.trouble().map(t -> t.kind().advice()).orElse(""));
    }

    @Override
    public String getRetryAt() {
        return read(l -> l.trouble()
                .map(Trouble::retryAt)
                .filter(time -> !time.equals(Instant.MAX))
                .map(Instant::toString)
                .orElse(""));
    }

    @Override
    public long getDeliveredObjects() {
        return read(l -> l.counters().deliveredObjects);
    }

    @Override
    public long getDeliveredReceipts() {
        return read(l -> l.counters().deliveredReceipts);
    }

    @Override
    public long getDeliveredBytes() {
        return read(l -> l.counters().deliveredBytes);
    }

    @Override
    public long getFailedAttempts() {
        return read(l -> l.counters().failedAttempts);
    }

    @Override
    public long getParkedRecords() {
        return read(l -> l.counters().parkedRecords);
    }

    @Override
    public long getRefusedRecords() {
        return read(l -> l.counters().refusedRecords);
    }

    @Override
    public long getDiscardedRecords() {
        return read(l -> l.counters().discardedRecords);
    }

    @Override
    public long getLostPositions() {
        return read(l -> l.counters().lostPositions);
    }

    private <T> T read(Function<Backlog, T> value) {
        lock.lock();
        try {
            return value.apply(backlog);
        } finally {
            lock.unlock();
        }
    }
}
