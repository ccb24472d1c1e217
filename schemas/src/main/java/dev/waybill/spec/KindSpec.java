package dev.waybill.spec;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A node such as {@code { kind: mask, field: user.username, keep-last: 2 }} whose options only the module that owns the
 * kind understands. {@code streams-app} binds redactions, formats and layouts to their records by kind.
 *
 * @param kind the kebab-case name
 * @param options the other keys, sorted; values are strings, numbers, booleans, lists and maps as YAML gives them
 */
public record KindSpec(String kind, Map<String, Object> options) {
    public KindSpec {
        if (kind.isBlank()) {
            throw new IllegalArgumentException("kind must not be blank");
        }
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }

    /** The same with another value of an option, which need not have been there. */
    public KindSpec with(String option, Object value) {
        Map<String, Object> all = new TreeMap<>(options);
        all.put(option, value);
        return new KindSpec(kind, all);
    }
}
