package dev.waybill.select;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The function {@code matches}. CEL's own compiles its pattern for every event; here those in expressions are kept. */
final class Patterns {
    private final Map<String, Pattern> known = new ConcurrentHashMap<>();

    /** Keeps a pattern; what is wrong with it, if something is. */
    Optional<String> add(String regex) {
        try {
            known.put(regex, Pattern.compile(regex));
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(e.getDescription());
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
        return (pattern == null ? Pattern.compile(regex) : pattern)
                .matcher(text)
                .find();
    }
}
