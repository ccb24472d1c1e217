package dev.waybill.cloud;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as its signature covers it.
 *
 * @param path raw, as sent
 * @param query raw, as sent; empty for none
 * @param headers names in lower case; of several values with a comma between
 */
record SignedRequest(String method, String path, String query, Map<String, String> headers, byte[] body) {
    private static final int MAX_BODY_BYTES = 64 << 10;

    static SignedRequest read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw new AwsError(413, "RequestEntityTooLarge", "The request is larger than 64 KiB.");
        }
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        String query = exchange.getRequestURI().getRawQuery();
        return new SignedRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query == null ? "" : query,
                headers,
                body);
    }

    /** The header's value; empty where there is none. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    Optional<String> optionalHeader(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Parameters of the query string and of a form in the body. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        addForm(query, parameters);
        addForm(new String(body, StandardCharsets.UTF_8), parameters);
        return parameters;
    }

    private static void addForm(String form, Map<String, String> parameters) {
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
    }
}
