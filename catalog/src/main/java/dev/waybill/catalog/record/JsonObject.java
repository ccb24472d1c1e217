package dev.waybill.catalog.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.catalog.reign.UnknownMembers;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the members of one JSON object of a record; those that nobody asked for are the unknown ones. */
public final class JsonObject {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final TypeReference<Map<String, @Nullable Object>> PLAIN = new TypeReference<>() {};

    private final String path;
    private final ObjectNode node;
    private final Set<String> known = new HashSet<>();

    private JsonObject(String path, JsonNode node) throws UnreadableRecordException {
        if (!(node instanceof ObjectNode object)) {
            throw new UnreadableRecordException((path.isEmpty() ? "the value" : path) + " must be an object");
        }
        this.path = path;
        this.node = object;
    }

    /** The object that a record's value holds, which must be of a format that this program reads. */
    public static JsonObject parse(byte[] value, int format) throws UnreadableRecordException {
        JsonObject object;
        try {
            object = new JsonObject("", JSON.readTree(value));
        } catch (IOException e) {
            // Its own message would quote the value.
            throw new UnreadableRecordException("is not JSON", e);
        }
        JsonNode stated = object.required("format");
        if (!stated.isInt() || stated.intValue() < 1) {
            throw new UnreadableRecordException("format must be a whole number from 1 on");
        }
        if (stated.intValue() > format) {
            throw new UnreadableRecordException("is of format " + stated.intValue()
                    + ", which a newer program wrote; this one reads formats up to " + format);
        }
        return object;
    }

    /** The text of a member that must be there. */
    public String text(String name) throws UnreadableRecordException {
        return textOf(name, required(name));
    }

    /** The text of a member; empty where it is not there. */
    public Optional<String> optionalText(String name) throws UnreadableRecordException {
        JsonNode value = member(name);
        return value == null ? Optional.empty() : Optional.of(textOf(name, value));
    }

    /** The whole number of a member that must be there. */
    public long integer(String name) throws UnreadableRecordException {
        JsonNode value = required(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name, "must be a whole number");
        }
        return value.longValue();
    }

    /** The instant of a member that must be there. */
    public Instant instant(String name) throws UnreadableRecordException {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw new UnreadableRecordException(pathOf(name) + " must be an instant such as 2026-03-04T05:00:00Z", e);
        }
    }

    Duration duration(String name) throws UnreadableRecordException {
        try {
            return Duration.parse(text(name));
        } catch (DateTimeException e) {
            throw new UnreadableRecordException(pathOf(name) + " must be a duration such as PT10M", e);
        }
    }

    /** The truth of a member that must be there. */
    public boolean flag(String name) throws UnreadableRecordException {
        JsonNode value = required(name);
        if (!value.isBoolean()) {
            throw wrong(name, "must be true or false");
        }
        return value.booleanValue();
    }

    /** The object of a member that must be there. */
    public JsonObject object(String name) throws UnreadableRecordException {
        return new JsonObject(pathOf(name), required(name));
    }

    Optional<JsonObject> optionalObject(String name) throws UnreadableRecordException {
        JsonNode value = member(name);
        return value == null ? Optional.empty() : Optional.of(new JsonObject(pathOf(name), value));
    }

    List<JsonObject> objects(String name) throws UnreadableRecordException {
        JsonNode list = required(name);
        if (!list.isArray()) {
            throw wrong(name, "must be a list");
        }
        List<JsonObject> objects = new ArrayList<>(list.size());
        for (JsonNode element : list) {
            objects.add(new JsonObject(pathOf(name) + "[" + objects.size() + "]", element));
        }
        return objects;
    }

    /** Of an object whose members are named by ids. */
    List<String> names() {
        List<String> names = new ArrayList<>(node.size());
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The object as it stands. */
    String json() {
        return node.toString();
    }

    String path() {
        return path;
    }

    /** The members that nobody has asked for. */
    UnknownMembers unknown() {
        if (known.size() >= node.size() && known.containsAll(names())) {
            return UnknownMembers.NONE;
        }
        ObjectNode rest = node.deepCopy();
        rest.remove(known);
        return rest.isEmpty() ? UnknownMembers.NONE : new UnknownMembers(JSON.convertValue(rest, PLAIN));
    }

    /** What to throw where a member is not as it must be. */
    public UnreadableRecordException wrong(String name, String what) {
        return new UnreadableRecordException(pathOf(name) + " " + what);
    }

    private String textOf(String name, JsonNode value) throws UnreadableRecordException {
        if (!value.isTextual()) {
            throw wrong(name, "must be text");
        }
        return value.textValue();
    }

    private JsonNode required(String name) throws UnreadableRecordException {
        JsonNode value = member(name);
        if (value == null) {
            throw wrong(name, "is missing");
        }
        return value;
    }

    private @Nullable JsonNode member(String name) {
        known.add(name);
        return node.get(name);
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
