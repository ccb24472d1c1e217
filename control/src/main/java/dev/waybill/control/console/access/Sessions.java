package dev.waybill.control.console.access;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who has logged in, in memory: sessions end with the process. A session also ends {@link #LONGEST} after it was opened,
 * {@link #IDLE} after it was used last, with its token, and when there are {@link #MOST} newer ones, or {@link #MOST_OF_ONE} of
 * its token: who logs in again and again ends nobody else's. Thread-safe.
 */
public final class Sessions {
    static final Duration LONGEST = Duration.ofHours(12);
    static final Duration IDLE = Duration.ofHours(1);
    static final int MOST = 10_000;
    static final int MOST_OF_ONE = 100;

    private final Tokens tokens;
    private final Clock clock;
    /** By the hash of what the cookie holds, the one that was used longest ago first. */
    private final Map<String, Used> sessions = new LinkedHashMap<>(16, 0.75f, true);
    /** How many of them each token has. */
    private final Map<Caller, Integer> counts = new HashMap<>();

    public Sessions(Tokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    private record Used(Session session, Instant last) {}

    /** Opens one and gives what its cookie is to hold. */
    public synchronized String open(TokenEntry entry) {
        Instant now = clock.instant();
        String cookie = TokenText.newSecret();
        if (counts.getOrDefault(entry.caller(), 0) >= MOST_OF_ONE) {
            oldestOf(entry.caller()).ifPresent(this::end);
        }
        counts.merge(entry.caller(), 1, Integer::sum);
        sessions.put(key(cookie), new Used(new Session(entry, TokenText.newSecret(), now), now));
        if (sessions.size() > MOST) {
            end(sessions.keySet().iterator().next());
        }
        return cookie;
    }

    private Optional<String> oldestOf(Caller caller) {
        return sessions.entrySet().stream()
                .filter(used -> used.getValue().session().entry().caller().equals(caller))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private void end(String key) {
        Used ended = sessions.remove(key);
        if (ended != null) {
            counts.computeIfPresent(ended.session().entry().caller(), (caller, count) -> count == 1 ? null : count - 1);
        }
    }

    /** The session of a cookie, if it is open. */
    public synchronized Optional<Session> find(String cookie) {
        Instant now = clock.instant();
        String key = key(cookie);
        Used used = sessions.get(key);
        if (used == null) {
            return Optional.empty();
        }
        Session session = used.session();
        boolean open = now.isBefore(session.opened().plus(LONGEST))
                && now.isBefore(used.last().plus(IDLE))
                && tokens.holds(session.entry(), now);
        if (!open) {
            end(key);
            return Optional.empty();
        }
        sessions.put(key, new Used(session, now));
        return Optional.of(session);
    }

    public synchronized void close(String cookie) {
        end(key(cookie));
    }

    synchronized int size() {
        return sessions.size();
    }

    /** Whether a form holds what this session's forms hold. */
    public static boolean isFormOf(Session session, String formToken) {
        return MessageDigest.isEqual(TokenText.hash(session.formToken()), TokenText.hash(formToken));
    }

    /** A hash, so that looking it up takes the same time however alike two cookies are. */
    private static String key(String cookie) {
        return HexFormat.of().formatHex(TokenText.hash(cookie));
    }
}
