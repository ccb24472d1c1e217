package dev.waybill.control.console.http;

import dev.waybill.control.console.access.Caller;
import dev.waybill.control.console.access.TokenText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Answers to changes that had an {@code Idempotency-Key}: the same request again gets the same answer, and nothing is done
 * twice. Kept in memory for {@link #KEPT}, the last {@link #MOST} and of those as many as {@link #MOST_BYTES} hold; a restart
 * forgets them, and so does another process, so changes are also safe to send twice by themselves. Thread-safe.
 */
final class Remembered {
    static final Duration KEPT = Duration.ofHours(24);
    static final int MOST = 1_000;
    static final long MOST_BYTES = 32L << 20;

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final Clock clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long bytes;

    Remembered(Clock clock) {
        this.clock = clock;
    }

    /** @param answer empty while the first request is being answered */
    private record Entry(byte[] request, Instant since, Optional<Answer> answer) {
        long bytes() {
            return answer.map(done -> (long) done.body().length).orElse(0L);
        }
    }

    /**
     * The answer of the first such request, or that of the work.
     *
     * @param key the header; empty if the caller sends none
     * @throws ProblemException if the key cannot be one, is in use, or was used for another request
     */
    Answer once(Optional<String> key, Caller caller, Inbound inbound, Supplier<Answer> work) {
        if (key.isEmpty()) {
            return work.get();
        }
        if (!KEY.matcher(key.get()).matches()) {
            throw ApiProblem.of(
                            ProblemKind.INVALID_IDEMPOTENCY_KEY,
                            "an idempotency key has 1 to 200 visible characters of ASCII, such as a UUID")
                    .asException();
        }
        String name =
                caller.role() + " " + caller.name() + " " + caller.tenant().orElse("") + " " + key.get();
        byte[] request = fingerprint(inbound);
        Optional<Answer> known = begin(name, request);
        if (known.isPresent()) {
            return known.get().header("Idempotent-Replay", "true");
        }
        Optional<Answer> answer = Optional.empty();
        try {
            answer = Optional.of(work.get());
            return answer.get();
        } finally {
            end(name, request, answer);
        }
    }

    private synchronized Optional<Answer> begin(String name, byte[] request) {
        Instant now = clock.instant();
        Entry entry = entries.get(name);
        if (entry != null && now.isBefore(entry.since.plus(KEPT))) {
            if (!MessageDigest.isEqual(entry.request, request)) {
                throw ApiProblem.of(ProblemKind.IDEMPOTENCY_KEY_REUSED, "send a new key with each new request")
                        .asException();
            }
            if (entry.answer.isEmpty()) {
                throw ApiProblem.of(ProblemKind.IDEMPOTENCY_KEY_IN_USE, "wait, and send the request again")
                        .asException();
            }
            return entry.answer;
        }
        put(name, new Entry(request, now, Optional.empty()));
        return Optional.empty();
    }

    /** What was refused or has failed may be tried again under the same key. */
    private synchronized void end(String name, byte[] request, Optional<Answer> answer) {
        if (answer.isEmpty()) {
            remove(name);
            return;
        }
        put(name, new Entry(request, clock.instant(), answer));
        List<String> oldest = new ArrayList<>(entries.keySet());
        for (String old : oldest) {
            if (entries.size() <= MOST && bytes <= MOST_BYTES) {
                return;
            }
            Entry entry = entries.get(old);
            if (entry != null && entry.answer.isPresent()) {
                remove(old);
            }
        }
    }

    private void put(String name, Entry entry) {
        remove(name);
        entries.put(name, entry);
        bytes += entry.bytes();
    }

    private void remove(String name) {
        Entry before = entries.remove(name);
        if (before != null) {
            bytes -= before.bytes();
        }
    }

    synchronized int size() {
        return entries.size();
    }

    private static byte[] fingerprint(Inbound inbound) {
        return TokenText.hash(inbound.method() + "\n" + inbound.path() + "\n" + new TreeMap<>(inbound.query()) + "\n"
                + new String(inbound.body(), StandardCharsets.ISO_8859_1));
    }
}
