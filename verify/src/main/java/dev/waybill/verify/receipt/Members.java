package dev.waybill.verify.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the members of one JSON object. Members that nobody asks for are ignored: a later program may write more. */
final class Members {
    private final String path;
    private final ObjectNode node;

    Members(ObjectNode node) {
        this("", node);
    }

    private Members(String path, ObjectNode node) {
        this.path = path;
        this.node = node;
    }

    boolean has(String name) {
        return node.has(name);
    }

    String text(String name) throws UnreadableReceiptException {
        JsonNode value = required(name);
        if (!value.isTextual()) {
            throw wrong(name, "must be text");
        }
        return value.textValue();
    }

    Optional<String> optionalText(String name) throws UnreadableReceiptException {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    long whole(String name) throws UnreadableReceiptException {
        JsonNode value = required(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name, "must be a whole number");
        }
        return value.longValue();
    }

    /** A member that is {@code true} or not there. */
    boolean flag(String name) throws UnreadableReceiptException {
        if (has(name) && !(required(name).isBoolean() && required(name).booleanValue())) {
            throw wrong(name, "must be true or not there");
        }
        return has(name);
    }

    Instant instant(String name) throws UnreadableReceiptException {
        String text = text(name);
        try {
            Instant instant = Instant.parse(text);
            if (instant.toString().equals(text)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw wrong(name, "must be an instant such as 2026-03-04T05:00:00Z");
    }

    Optional<Instant> optionalInstant(String name) throws UnreadableReceiptException {
        return has(name) ? Optional.of(instant(name)) : Optional.empty();
    }

    Duration duration(String name) throws UnreadableReceiptException {
        try {
            return Duration.parse(text(name));
        } catch (DateTimeException e) {
            throw wrong(name, "must be a duration such as PT10M");
        }
    }

    Members object(String name) throws UnreadableReceiptException {
        if (!(required(name) instanceof ObjectNode object)) {
            throw wrong(name, "must be an object");
        }
        return new Members(pathOf(name), object);
    }

    List<Members> objects(String name) throws UnreadableReceiptException {
        JsonNode list = required(name);
        if (!list.isArray()) {
            throw wrong(name, "must be a list");
        }
        List<Members> objects = new ArrayList<>(list.size());
        for (JsonNode element : list) {
            if (!(element instanceof ObjectNode object)) {
                throw wrong(name, "must be a list of objects");
            }
            objects.add(new Members(pathOf(name) + "[" + objects.size() + "]", object));
        }
        return objects;
    }

    List<String> texts(String name) throws UnreadableReceiptException {
        JsonNode list = required(name);
        if (!list.isArray()) {
            throw wrong(name, "must be a list");
        }
        List<String> texts = new ArrayList<>(list.size());
        for (JsonNode element : list) {
            if (!element.isTextual()) {
                throw wrong(name, "must be a list of texts");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    UnreadableReceiptException wrong(String name, String what) {
        return new UnreadableReceiptException(Unreadable.CONTRADICTION, pathOf(name) + " " + what);
    }

    private JsonNode required(String name) throws UnreadableReceiptException {
        JsonNode value = node.get(name);
        if (value == null) {
            throw wrong(name, "is missing");
        }
        return value;
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
