package dev.waybill.imports.log;

import dev.waybill.imports.line.ForwardedField;
import dev.waybill.imports.line.IgnoredField;
import dev.waybill.imports.line.LineField;
import dev.waybill.imports.line.NumberField;
import dev.waybill.imports.line.ServerField;
import dev.waybill.imports.line.TextField;
import java.util.Map;

/** Knows which field of an event an HTTP header belongs to; names are in lower case with hyphens. */
final class HeaderFields {
    private static final Map<String, LineField> REQUEST = Map.of(
            "referer", new TextField("referer", "referer"),
            "user-agent", new TextField("user agent", "user_agent.raw"),
            "x-forwarded-for", new ForwardedField(),
            "host", new ServerField(),
            "cookie", new TextField("cookie", "cdn.cookie"),
            "x-request-id", new TextField("request id", "request_id"));

    private static final Map<String, LineField> RESPONSE = Map.of(
            "content-type",
            new TextField("content type", "cdn.content_type"),
            "content-length",
            NumberField.of("content length", "cdn.content_length"));

    private HeaderFields() {}

    /** A header of the request; {@code shown} is what its log calls it. */
    static LineField request(String name, String shown) {
        LineField known = REQUEST.get(name);
        return known == null ? new IgnoredField(shown) : known;
    }

    /** A header of the answer; {@code shown} is what its log calls it. */
    static LineField response(String name, String shown) {
        LineField known = RESPONSE.get(name);
        return known == null ? new IgnoredField(shown) : known;
    }
}
