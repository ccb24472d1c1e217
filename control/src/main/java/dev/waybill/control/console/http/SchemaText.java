package dev.waybill.control.console.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Schemas as plain maps and lists: all in one piece, or with the named ones in one place. */
final class SchemaText {
    private final Style style;
    private final Map<String, Map<String, Object>> named = new TreeMap<>();
    private final Map<String, Schema> origin = new TreeMap<>();

    private enum Style {
        /** Everything where it is used, and objects have no other members. */
        CLOSED,
        /** The named ones once for all. */
        REFERRED
    }

    private SchemaText(Style style) {
        this.style = style;
    }

    /** The schema alone; its objects have no members but those that it names. */
    static Map<String, Object> closed(Schema schema) {
        return new SchemaText(Style.CLOSED).tree(schema);
    }

    /** What refers to the named ones, which it collects. */
    static SchemaText referring() {
        return new SchemaText(Style.REFERRED);
    }

    /** The named ones, by name. */
    Map<String, Map<String, Object>> named() {
        return named;
    }

    Map<String, Object> tree(Schema schema) {
        Optional<String> name = schema.name().filter(any -> style == Style.REFERRED);
        if (name.isEmpty()) {
            return keywords(schema);
        }
        Schema known = origin.putIfAbsent(name.get(), schema);
        if (known == null) {
            named.put(name.get(), keywords(schema));
        } else if (!known.equals(schema)) {
            throw new IllegalArgumentException("there are two schemas of the name " + name.get());
        }
        return new LinkedHashMap<>(Map.of("$ref", "#/components/schemas/" + name.get()));
    }

    private Map<String, Object> keywords(Schema schema) {
        Map<String, Object> tree = new LinkedHashMap<>();
        schema.tree().forEach((keyword, value) -> tree.put(keyword, plain(value)));
        if (style == Style.CLOSED && tree.containsKey("properties")) {
            tree.put("additionalProperties", false);
        }
        return tree;
    }

    private Object plain(Object value) {
        if (value instanceof Schema schema) {
            return tree(schema);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, element) -> plain.put(String.valueOf(key), plain(element)));
            return plain;
        }
        return value instanceof List<?> list ? list.stream().map(this::plain).toList() : value;
    }
}
