package dev.waybill.spec.destination;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The rule for the prefix of object names: plain path segments, safe as S3 keys and as directories. */
final class ObjectPrefix {
    private static final int MAX_BYTES = 400;

    private ObjectPrefix() {}

    /** @throws IllegalArgumentException if {@link #problem} has something to say */
    static void require(String prefix) {
        problem(prefix).ifPresent(message -> {
            throw new IllegalArgumentException("prefix " + message);
        });
    }

    /** What is wrong with the prefix, to stand behind the word "prefix"; empty if nothing is. */
    static Optional<String> problem(String prefix) {
        if (prefix.isEmpty()) {
            return Optional.empty();
        }
        if (prefix.startsWith("/") || prefix.endsWith("/")) {
            return Optional.of("must not start or end with a slash");
        }
        if (prefix.contains("//")) {
            return Optional.of("must not hold an empty path segment");
        }
        if (Arrays.stream(prefix.split("/")).anyMatch(segment -> segment.equals(".") || segment.equals(".."))) {
            return Optional.of("must not hold the path segments . and ..");
        }
        if (prefix.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\' || c == '*' || c == '?')) {
            return Optional.of("must not hold control characters, backslashes, * or ?");
        }
        if (prefix.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return Optional.of("must not be longer than " + MAX_BYTES + " bytes");
        }
        return Optional.empty();
    }
}
