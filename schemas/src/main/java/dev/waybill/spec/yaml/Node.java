package dev.waybill.spec.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of a document together with where it stands.
 *
 * @param place where
 * @param value a {@code Map<String, Node>} in document order, a {@code List<Node>}, text, a number, a boolean, or null
 */
public record Node(Place place, @Nullable Object value) {
    /** Wraps plain values; everything below gets the line of {@code place}. */
    public static Node of(Place place, @Nullable Object plain) {
        if (plain instanceof Map<?, ?> map) {
            Map<String, Node> entries = new LinkedHashMap<>();
            map.forEach((key, value) -> entries.put((String) key, of(place.key((String) key), value)));
            return new Node(place, entries);
        }
        if (plain instanceof List<?> list) {
            List<Node> elements = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                elements.add(of(place.index(i), list.get(i)));
            }
            return new Node(place, elements);
        }
        return new Node(place, plain);
    }

    /** The values of a mapping by their keys, in document order. */
    @SuppressWarnings("unchecked")
    public Map<String, Node> entries() {
        return (Map<String, Node>) Objects.requireNonNull(value);
    }

    /** The elements of a list. */
    @SuppressWarnings("unchecked")
    public List<Node> elements() {
        return (List<Node>) Objects.requireNonNull(value);
    }

    /** Whether it is a mapping. */
    public boolean isMap() {
        return value instanceof Map;
    }

    /** Whether it is a list. */
    public boolean isList() {
        return value instanceof List;
    }

    /** The value below this one that a step of a path names, {@code kind} or {@code [1]}. */
    public Optional<Node> child(String step) {
        if (isMap()) {
            return Optional.ofNullable(entries().get(step));
        }
        if (isList() && step.matches("\\[[0-9]{1,6}]")) {
            int index = Integer.parseInt(step.substring(1, step.length() - 1));
            return index < elements().size() ? Optional.of(elements().get(index)) : Optional.empty();
        }
        return Optional.empty();
    }

    /** The value without its places. */
    @Nullable
    Object plain() {
        if (isMap()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            entries().forEach((key, node) -> map.put(key, node.plain()));
            return map;
        }
        if (isList()) {
            List<@Nullable Object> list = new ArrayList<>();
            elements().forEach(node -> list.add(node.plain()));
            return list;
        }
        return value;
    }

    /** The value as it is written, if it is text or a number; empty for everything else. */
    public String text() {
        return value instanceof String || value instanceof Number ? value.toString() : "";
    }

    /** What the value is, for messages: {@code a list}. */
    String kind() {
        if (value == null) {
            return "nothing";
        }
        if (isMap()) {
            return "a mapping";
        }
        if (isList()) {
            return "a list";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        return value instanceof Number ? "a number" : "text";
    }
}
