package dev.waybill.control.console.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON Schema, draft 2020-12, of what is sent or answered: the OpenAPI document shows it, the frame checks bodies by it, and
 * tests check answers by it.
 *
 * @param name under which the OpenAPI document has it once for all; empty for one that stands where it is used
 * @param tree the keywords; a value may be a schema itself, or a map or list of such
 */
public record Schema(Optional<String> name, Map<String, Object> tree) {
    private static final String TYPE = "type";

    public Schema {
        tree = Collections.unmodifiableMap(new LinkedHashMap<>(tree));
    }

    /**
     * A member of an object.
     *
     * @param presence whether it is always there
     */
    public record Member(String name, Schema schema, Presence presence) {
        /** One that is always there. */
        public static Member of(String name, Schema schema) {
            return new Member(name, schema, Presence.ALWAYS);
        }

        /** One that may be missing. */
        public static Member optional(String name, Schema schema) {
            return new Member(name, schema, Presence.MAYBE);
        }
    }

    /** Whether a member is there. */
    public enum Presence {
        ALWAYS,
        MAYBE
    }

    /** Text of any length: for answers. */
    public static Schema text() {
        return of(TYPE, "string");
    }

    /** Text of 1 to {@code max} characters: for requests. */
    public static Schema text(int max) {
        return of(TYPE, "string", "minLength", 1, "maxLength", max);
    }

    /** Text of 1 to {@code max} characters in one line, with nothing that steers a terminal or turns the direction of writing. */
    public static Schema line(int max) {
        return matching("[^\\u0000-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*", max);
    }

    /** Text of at most {@code max} characters that as a whole matches an expression of ECMAScript and Java alike. */
    public static Schema matching(String expression, int max) {
        // Java takes a $ for the end before a last line break, too.
        return of(TYPE, "string", "minLength", 1, "maxLength", max, "pattern", "^(?:" + expression + ")(?![\\s\\S])");
    }

    public static Schema oneOf(List<String> values) {
        return of(TYPE, "string", "enum", List.copyOf(values));
    }

    /** A whole number, both ends included. */
    public static Schema number(long min, long max) {
        return of(TYPE, "integer", "minimum", min, "maximum", max);
    }

    /** A whole number from 0. */
    public static Schema count() {
        return of(TYPE, "integer", "minimum", 0);
    }

    public static Schema decimal() {
        return of(TYPE, "number");
    }

    public static Schema flag() {
        return of(TYPE, "boolean");
    }

    /** An instant in UTC, {@code 2026-03-04T05:00:00Z}. */
    public static Schema instant() {
        return of(TYPE, "string", "format", "date-time");
    }

    /** An ISO-8601 duration, {@code PT10M}. */
    public static Schema duration() {
        return of(TYPE, "string", "format", "duration");
    }

    public static Schema list(Schema of) {
        return of(TYPE, "array", "items", of);
    }

    /** A list of at most {@code max} elements: for requests. */
    public static Schema list(Schema of, int max) {
        return of(TYPE, "array", "items", of, "maxItems", max);
    }

    /** An object whose keys are not known beforehand. */
    public static Schema mapOf(Schema values) {
        return of(TYPE, "object", "additionalProperties", values);
    }

    /** Any JSON value. */
    public static Schema anything() {
        return new Schema(Optional.empty(), Map.of());
    }

    /** An object with these members. What is sent may have no others; answers may come to have others. */
    public static Schema object(Member... members) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        Arrays.stream(members).forEach(member -> {
            properties.put(member.name(), member.schema());
            if (member.presence() == Presence.ALWAYS) {
                required.add(member.name());
            }
        });
        Schema object = of(TYPE, "object", "properties", properties);
        return required.isEmpty() ? object : object.with("required", required);
    }

    /** One page of a list, see {@link Paging}. */
    public static Schema page(String member, Schema element) {
        return object(Member.of(member, list(element)), Member.optional("next", text().describe(Paging.NEXT)));
    }

    /** The same under a name, once for all. */
    public Schema named(String other) {
        return new Schema(Optional.of(other), tree);
    }

    /** The same with words for people. */
    public Schema describe(String words) {
        return with("description", words);
    }

    private Schema with(String keyword, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(tree);
        more.put(keyword, value);
        return new Schema(name, more);
    }

    private static Schema of(Object... keywordsAndValues) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < keywordsAndValues.length; i += 2) {
            tree.put(String.valueOf(keywordsAndValues[i]), keywordsAndValues[i + 1]);
        }
        return new Schema(Optional.empty(), tree);
    }
}
