package dev.waybill.control.console.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names and values as they stand in a query and in a form. */
final class UrlText {
    private static final int MAX_FIELDS = 200;

    private UrlText() {}

    /**
     * The values by name, in their order.
     *
     * @throws IllegalArgumentException if it is no such text, or has too many fields
     */
    static Map<String, List<String>> parse(String text) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (text.isEmpty()) {
            return values;
        }
        String[] fields = text.split("&", -1);
        if (fields.length > MAX_FIELDS) {
            throw new IllegalArgumentException("has more than " + MAX_FIELDS + " fields");
        }
        for (String field : fields) {
            int equals = field.indexOf('=');
            String name = equals < 0 ? field : field.substring(0, equals);
            String value = equals < 0 ? "" : field.substring(equals + 1);
            values.computeIfAbsent(decoded(name), any -> new ArrayList<>()).add(decoded(value));
        }
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
