package dev.waybill.control.console.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts wrong tokens by the address that they come from and by the token: whoever goes on is told to wait, and no longer
 * written to the log. A right token always passes, so nobody behind the same proxy is locked out; guessing one of 256 bits is
 * hopeless at any rate. Remembers the {@link #MOST} that came last. Thread-safe.
 */
public final class WrongTokens {
    /** So many wrong ones in a {@link #WINDOW}. */
    static final int FREE = 10;

    static final Duration WINDOW = Duration.ofMinutes(1);
    static final int MOST = 10_000;

    private final Clock clock;
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true);

    public WrongTokens(Clock clock) {
        this.clock = clock;
    }

    private record Count(Instant since, int wrong) {}

    /** Takes up another wrong one, and says how long its sender is to wait, if there were too many. */
    public synchronized Optional<Duration> count(String address, String token) {
        Instant now = clock.instant();
        Duration byAddress = count("address " + address, now);
        Duration byToken = count("token " + HexFormat.of().formatHex(TokenText.hash(token)), now);
        Duration longer = byAddress.compareTo(byToken) > 0 ? byAddress : byToken;
        return Optional.of(longer).filter(wait -> !wait.isZero());
    }

    private Duration count(String key, Instant now) {
        Count before = counts.get(key);
        Count count = before != null && now.isBefore(before.since().plus(WINDOW))
                ? new Count(before.since(), before.wrong() + 1)
                : new Count(now, 1);
        counts.put(key, count);
        if (counts.size() > MOST) {
            counts.remove(counts.keySet().iterator().next());
        }
        return count.wrong() <= FREE
                ? Duration.ZERO
                : Duration.between(now, count.since().plus(WINDOW));
    }

    synchronized int size() {
        return counts.size();
    }
}
