package dev.waybill.control.console.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pages of lists. A cursor says after what the next page begins, so a list may change between two pages: nothing that stays is
 * shown twice or left out. It gives no rights; what a caller may see is asked for each page.
 */
public final class Paging {
    /** At most so many elements a page. */
    public static final int MAX = 1_000;

    public static final Parameter<Integer> LIMIT =
            Parameter.number("limit", 1, MAX, "At most so many elements.").orElse(100);

    public static final Parameter<String> CURSOR = Parameter.text(
            "cursor",
            2_000,
            "The member next of the page before, to get the page after it; with the same other parameters.");

    static final String NEXT = "What to send as cursor for the next page; missing on the last page.";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private Paging() {}

    /** A cursor that holds these texts; to callers it is opaque. */
    public static String cursor(List<String> after) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(after));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts cannot be written as JSON", e);
        }
    }

    /**
     * What the caller's cursor holds; empty for the first page.
     *
     * @param size how many texts a cursor of this operation has
     * @throws ProblemException if it is none of ours
     */
    public static Optional<List<String>> after(Call call, int size) {
        return call.find(CURSOR).map(cursor -> texts(cursor, size));
    }

    /** The answer's object. */
    public static Map<String, Object> page(String member, List<?> elements, Optional<String> next) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(member, elements);
        next.ifPresent(cursor -> page.put("next", cursor));
        return page;
    }

    private static List<String> texts(String cursor, int size) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(cursor.getBytes(StandardCharsets.US_ASCII));
            List<String> texts = JSON.readValue(json, TEXTS);
            if (texts != null && texts.size() == size && !texts.contains(null)) {
                return List.copyOf(texts);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw wrong();
        }
        throw wrong();
    }

    private static ProblemException wrong() {
        return ApiProblem.of(
                        ProblemKind.INVALID_PARAMETER,
                        "cursor is none of this list's; send the member next of the page before, or none")
                .with("parameter", CURSOR.name())
                .asException();
    }
}
