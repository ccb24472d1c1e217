package dev.waybill.control.console.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered.
 *
 * @param body empty where there is none
 * @param headers beside the content's type and length and those that the server sets for all
 */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
    static final String JSON = "application/json";
    static final String PROBLEM_JSON = "application/problem+json";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    public Answer {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** JSON of maps, lists, texts, numbers and {@code JsonNode}s; instants as text. */
    public static Answer json(Object content) {
        return bytes(JSON, write(content));
    }

    /** JSON that stands in a text already. */
    public static Answer jsonText(String json) {
        return bytes(JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    /** A page. */
    public static Answer html(String html) {
        return bytes("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    /** Text of any kind. */
    public static Answer text(String contentType, String text) {
        return bytes(contentType + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer bytes(String contentType, byte[] body) {
        return new Answer(200, contentType, body, Map.of());
    }

    /** Something to be saved under a name, which has no quotes and no line breaks. */
    public static Answer download(String contentType, String fileName, byte[] body) {
        if (!fileName.matches("[A-Za-z0-9._-]{1,200}")) {
            throw new IllegalArgumentException("a file's name has letters, digits, dots, hyphens and underscores");
        }
        return bytes(contentType, body).header("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
    }

    public static Answer problem(ApiProblem problem) {
        return new Answer(problem.kind().status(), PROBLEM_JSON, write(problem.tree()), Map.of());
    }

    /** Go there with GET: a path of this server. */
    public static Answer redirect(String path) {
        if (!path.startsWith("/") || path.startsWith("//") || path.chars().anyMatch(c -> c <= ' ' || c == '\\')) {
            throw new IllegalArgumentException("a redirect goes to a path of this server");
        }
        return new Answer(303, "", new byte[0], Map.of("Location", path));
    }

    /** The same with another header. */
    public Answer header(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Answer(status, contentType, body, all);
    }

    /** The same with another status. */
    public Answer status(int other) {
        return new Answer(other, contentType, body, headers);
    }

    /** The body as text, for tests and pages. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static byte[] write(Object content) {
        try {
            return MAPPER.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written as JSON", e);
        }
    }

    /** Without what is answered. */
    @Override
    public String toString() {
        return status + " " + contentType + ", " + body.length + " bytes";
    }
}
