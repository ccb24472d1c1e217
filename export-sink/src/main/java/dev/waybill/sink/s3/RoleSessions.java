package dev.waybill.sink.s3;

import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.Endpoint;
import dev.waybill.sink.destination.FailureKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Sessions of assumed roles: temporary credentials, one session per {@link RoleRequest}. A session is asked for when it
 * is first needed, and again before it expires. One thread asks; others who need the session wait for the same answer,
 * or get the same failure. When STS refuses a renewal, the old session is used as long as it lasts.
 */
public final class RoleSessions {
    /** Asks STS for a session. */
    public interface Assume {
        AwsSessionCredentials assume(RoleRequest request) throws DeliveryException;

        /** Which STS is asked. */
        default Endpoint endpoint(RoleRequest request) {
            return Endpoint.sts(Optional.empty(), request.region());
        }
    }

    private static final Duration RENEW_BEFORE_EXPIRY = Duration.ofMinutes(5);
    private static final Duration RENEWAL_RETRY = Duration.ofSeconds(30);
    private static final Duration SAFETY = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    private final Assume sts;
    private final Clock clock;
    private final ConcurrentMap<RoleRequest, Session> sessions = new ConcurrentHashMap<>();
    private Instant nextLook = Instant.MIN;

    public RoleSessions(Assume sts, Clock clock) {
        this.sts = sts;
        this.clock = clock;
    }

    /** Which STS gives this session. */
    Endpoint endpoint(RoleRequest request) {
        return sts.endpoint(request);
    }

    /** Whether STS is to be asked before the session is used. */
    boolean isDue(RoleRequest request) {
        Session session = sessions.get(request);
        return session == null || session.isDue();
    }

    /** Credentials that are valid for a while; empty when there are none. */
    Optional<AwsSessionCredentials> credentials(RoleRequest request) {
        return Optional.ofNullable(sessions.get(request)).flatMap(Session::usable);
    }

    /**
     * Asks STS, or waits for the answer if another thread has asked. Afterwards there are credentials.
     *
     * @throws DeliveryException when STS gives none, and there are none that last
     */
    void ask(RoleRequest request) throws DeliveryException {
        sessions.computeIfAbsent(request, key -> new Session()).ask(request);
    }

    /** Forgets credentials that a store has rejected, unless they were renewed meanwhile. */
    void forget(RoleRequest request, AwsSessionCredentials turnedDown) {
        Session session = sessions.get(request);
        if (session != null) {
            session.forget(turnedDown);
        }
    }

    /**
     * Drops sessions that have expired, so that roles no longer used take no memory. Looks once a minute at most, however often
     * it is called, by one thread at a time.
     */
    public void dropExpired() {
        Instant now = clock.instant();
        if (!now.isBefore(nextLook)) {
            nextLook = now.plus(BETWEEN_LOOKS);
            sessions.values().removeIf(Session::isExpired);
        }
    }

    int size() {
        return sessions.size();
    }

    private static Instant expiry(AwsSessionCredentials credentials) {
        return credentials.expirationTime().orElse(Instant.MAX);
    }

    /** Holds its lock for moments only, never while STS is asked. */
    private final class Session {
        private @Nullable AwsSessionCredentials current;
        private @Nullable CompletableFuture<AwsSessionCredentials> asking;
        private Instant renewNotBefore = Instant.MIN;

        synchronized Optional<AwsSessionCredentials> usable() {
            return Optional.ofNullable(current)
                    .filter(held -> expiry(held).minus(SAFETY).isAfter(clock.instant()));
        }

        /** Whether STS is to be asked; while one thread renews the session, the others use the old one. */
        synchronized boolean isDue() {
            Instant now = clock.instant();
            return usable().map(held -> asking == null
                            && !expiry(held).minus(RENEW_BEFORE_EXPIRY).isAfter(now)
                            && !now.isBefore(renewNotBefore))
                    .orElse(true);
        }

        void ask(RoleRequest request) throws DeliveryException {
            CompletableFuture<AwsSessionCredentials> mine = new CompletableFuture<>();
            CompletableFuture<AwsSessionCredentials> running;
            synchronized (this) {
                running = asking == null ? mine : asking;
                asking = running;
            }
            if (running == mine) {
                answer(request, mine);
            }
            try {
                running.join();
            } catch (CompletionException e) {
                if (usable().isEmpty()) {
                    throw e.getCause() instanceof DeliveryException failure
                            ? failure
                            : new DeliveryException(FailureKind.INTERNAL, "STS could not be asked", e);
                }
            }
            if (usable().isEmpty()) {
                throw new DeliveryException(
                        FailureKind.CLOCK_SKEW, "by this machine's clock, the session that STS gave has expired");
            }
        }

        private void answer(RoleRequest request, CompletableFuture<AwsSessionCredentials> waiting) {
            try {
                AwsSessionCredentials assumed = sts.assume(request);
                ended(assumed);
                waiting.complete(assumed);
            } catch (Throwable e) {
                // Whatever it is: those who wait must hear of it.
                ended(null);
                waiting.completeExceptionally(e);
            }
        }

        private synchronized void ended(@Nullable AwsSessionCredentials assumed) {
            asking = null;
            if (assumed == null) {
                renewNotBefore = clock.instant().plus(RENEWAL_RETRY);
            } else {
                current = assumed;
            }
        }

        synchronized void forget(AwsSessionCredentials turnedDown) {
            if (turnedDown.equals(current)) {
                current = null;
            }
        }

        synchronized boolean isExpired() {
            AwsSessionCredentials held = current;
            return held != null && asking == null && !expiry(held).isAfter(clock.instant());
        }
    }
}
