package dev.waybill.sink;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that it is not one tenant's destination that fails but the cloud, or the way to it: many exports failed, most
 * of those known, and none succeeded in between. Then everything waits. Guarded by the {@link Dispatcher}'s lock.
 */
final class GlobalHold {
    private static final Logger LOG = LoggerFactory.getLogger(GlobalHold.class);

    private final int minimumExports;
    private final Backoff backoff;
    private final Clock clock;
    private final Set<LaneKey> failed = new HashSet<>();
    private Instant until = Instant.MIN;
    private int holds;

    GlobalHold(int minimumExports, Backoff backoff, Clock clock) {
        this.minimumExports = minimumExports;
        this.backoff = backoff;
        this.clock = clock;
    }

    void succeeded() {
        if (holds > 0) {
            LOG.info("Deliveries succeed again: going on");
        }
        failed.clear();
        holds = 0;
        until = Instant.MIN;
    }

    /** Notes a failed delivery of one of {@code known} exports. */
    void failed(LaneKey lane, FailureKind kind, int known) {
        if (!kind.isEnvironment()) {
            return;
        }
        failed.add(lane);
        if (isActive() || failed.size() < minimumExports || failed.size() * 2 <= known) {
            return;
        }
        holds++;
        until = clock.instant().plus(backoff.delay(holds));
        if (holds == 1) {
            LOG.error(
                    "{} of {} exports failed and none succeeded in between, so all of them wait and try again: check the"
                            + " network, the platform's credentials and the status of the cloud; last reason: {}",
                    failed.size(),
                    known,
                    kind);
        }
    }

    void forget(LaneKey lane) {
        failed.remove(lane);
    }

    boolean isActive() {
        return clock.instant().isBefore(until);
    }

    /** How long it lasts; zero when it is not active. */
    Duration remaining() {
        return isActive() ? Duration.between(clock.instant(), until) : Duration.ZERO;
    }
}
