package dev.waybill.sink;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Temporary credentials, one session per {@link RoleRequest}: assumed when first needed, by one thread while others wait,
 * renewed before they expire. When STS refuses a renewal, the old session is used while it lasts.
 */
final class RoleSessions {
    /** Asks STS for a session. */
    interface Assume {
        AwsSessionCredentials assume(RoleRequest request) throws DeliveryException;
    }

    private static final Duration RENEW_BEFORE_EXPIRY = Duration.ofMinutes(5);
    private static final Duration RENEWAL_RETRY = Duration.ofSeconds(30);
    private static final Duration SAFETY = Duration.ofSeconds(30);

    private final Assume sts;
    private final Clock clock;
    private final ConcurrentMap<RoleRequest, Session> sessions = new ConcurrentHashMap<>();

    RoleSessions(Assume sts, Clock clock) {
        this.sts = sts;
        this.clock = clock;
    }

    /**
     * Credentials that are valid for a while.
     *
     * @throws DeliveryException when STS gives none
     */
    AwsSessionCredentials credentials(RoleRequest request) throws DeliveryException {
        return sessions.computeIfAbsent(request, key -> new Session()).credentials(request);
    }

    /** Forgets credentials that a store has turned down, unless they were renewed meanwhile. */
    void forget(RoleRequest request, AwsSessionCredentials turnedDown) {
        Session session = sessions.get(request);
        if (session != null) {
            session.forget(turnedDown);
        }
    }

    /** Drops sessions that have expired, so that roles no longer used take no memory. */
    void dropExpired() {
        sessions.values().removeIf(Session::isExpired);
    }

    int size() {
        return sessions.size();
    }

    private static Instant expiry(AwsSessionCredentials credentials) {
        return credentials.expirationTime().orElse(Instant.MAX);
    }

    /** The lock makes one thread ask STS while others wait for its answer. */
    private final class Session {
        private volatile @Nullable AwsSessionCredentials current;
        private Instant renewNotBefore = Instant.MIN;

        synchronized AwsSessionCredentials credentials(RoleRequest request) throws DeliveryException {
            Instant now = clock.instant();
            AwsSessionCredentials held = current;
            if (held != null && expiry(held).minus(SAFETY).isAfter(now)) {
                boolean fresh = expiry(held).minus(RENEW_BEFORE_EXPIRY).isAfter(now);
                return fresh || now.isBefore(renewNotBefore) ? held : renewed(request, held, now);
            }
            AwsSessionCredentials assumed = sts.assume(request);
            current = assumed;
            return assumed;
        }

        private AwsSessionCredentials renewed(RoleRequest request, AwsSessionCredentials held, Instant now) {
            try {
                AwsSessionCredentials assumed = sts.assume(request);
                current = assumed;
                return assumed;
            } catch (DeliveryException e) {
                renewNotBefore = now.plus(RENEWAL_RETRY);
                return held;
            }
        }

        synchronized void forget(AwsSessionCredentials turnedDown) {
            if (turnedDown.equals(current)) {
                current = null;
            }
        }

        /** Takes no lock: the caller must not wait for STS. */
        boolean isExpired() {
            AwsSessionCredentials held = current;
            return held != null && !expiry(held).isAfter(clock.instant());
        }
    }
}
