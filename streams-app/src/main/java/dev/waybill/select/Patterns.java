package dev.waybill.select;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Our implementation of {@code matches}, the function of filter expressions that looks for a regular expression. CEL's
 * own compiles the pattern anew for every event. Ours compiles it once, when the expression is read, so the pattern
 * must be constant text; one that would become too large is refused.
 */
final class Patterns {
    /** Instructions of the largest pattern: 8 KB of text can be searched for it within the {@link Budget} of an event. */
    static final int MAX_SIZE = 1_000;

    private final Map<String, Pattern> known = new ConcurrentHashMap<>();

    /** Keeps a pattern; what is wrong with it and what to do, with a semicolon between them, if something is. */
    Optional<String> add(String regex) {
        if (PatternSize.of(regex) > MAX_SIZE) {
            return Optional.of("is too large a regular expression; it must not become more than " + MAX_SIZE
                    + " instructions: repeat less, or ask in two steps, and keep classes small behind (?i)");
        }
        try {
            known.put(regex, Pattern.compile(regex));
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("is not a regular expression: " + e.getDescription() + "; write it as RE2 has it");
        }
    }

    @SuppressWarnings("Immutable") // what is known changes no answer
    List<CelFunctionBinding> functions() {
        return List.of(
                CelFunctionBinding.from("matches", String.class, String.class, this::matches),
                CelFunctionBinding.from("matches_string", String.class, String.class, this::matches));
    }

    private boolean matches(String text, String regex) {
        Pattern pattern = known.get(regex);
        if (pattern == null) {
            throw new IllegalStateException("a pattern was not compiled with its expression");
        }
        return pattern.matcher(text).find();
    }
}
