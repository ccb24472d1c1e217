package dev.waybill.control.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.control.console.http.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object that the API answered with, for templates. A member that an operation's contract promises is read by its type, and one
 * that is not there is an error of ours, so that no page shows an empty place instead; one that may be missing is looked for.
 */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode node;

    private Json(JsonNode node) {
        this.node = node;
    }

    static Json of(Answer answer) {
        try {
            return new Json(MAPPER.readTree(answer.body()));
        } catch (IOException e) {
            throw new IllegalStateException("an operation's answer is JSON", e);
        }
    }

    /** Of maps, lists, texts, numbers and flags. */
    static Json of(Object content) {
        return new Json(tree(content));
    }

    static JsonNode tree(Object content) {
        return MAPPER.valueToTree(content);
    }

    public String text(String member) {
        return member(member).asText();
    }

    public long count(String member) {
        return member(member).asLong();
    }

    public boolean flag(String member) {
        return member(member).asBoolean();
    }

    public Json at(String member) {
        return new Json(member(member));
    }

    public Optional<String> find(String member) {
        return Optional.ofNullable(node.get(member)).map(JsonNode::asText);
    }

    public Optional<Json> findAt(String member) {
        return Optional.ofNullable(node.get(member)).map(Json::new);
    }

    /** The objects of a list. */
    public List<Json> list(String member) {
        List<Json> all = new ArrayList<>();
        member(member).forEach(element -> all.add(new Json(element)));
        return all;
    }

    /** The same; none if there is no such list. */
    public List<Json> findList(String member) {
        return node.has(member) ? list(member) : List.of();
    }

    public List<String> texts(String member) {
        return list(member).stream().map(Json::toText).toList();
    }

    /** The same; none if there is no such list. */
    public List<String> findTexts(String member) {
        return findList(member).stream().map(Json::toText).toList();
    }

    /** The members of a map, in its order. */
    public Map<String, Json> members() {
        Map<String, Json> all = new LinkedHashMap<>();
        node.fields().forEachRemaining(field -> all.put(field.getKey(), new Json(field.getValue())));
        return all;
    }

    /** A text as it is, anything else as indented JSON. */
    public String toText() {
        return node.isTextual() ? node.textValue() : node.toPrettyString();
    }

    private JsonNode member(String name) {
        JsonNode member = node.get(name);
        if (member == null) {
            throw new IllegalStateException("an answer has no member " + name);
        }
        return member;
    }

    /** Not what was answered. */
    @Override
    public String toString() {
        return "Json of " + node.size() + " members";
    }
}
