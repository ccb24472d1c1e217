package dev.waybill.imports.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.imports.line.BadLineException;
import dev.waybill.imports.line.ClientField;
import dev.waybill.imports.line.EntryDraft;
import dev.waybill.imports.line.LineField;
import dev.waybill.imports.line.LogEntry;
import dev.waybill.imports.line.LoggedJson;
import dev.waybill.imports.line.NumberField;
import dev.waybill.imports.line.RawText;
import dev.waybill.imports.line.ServerField;
import dev.waybill.imports.line.StatusField;
import dev.waybill.imports.line.TargetField;
import dev.waybill.imports.line.TextField;
import dev.waybill.imports.line.TimeField;
import dev.waybill.imports.line.time.AnyTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The access log of Caddy 2: a JSON object a line. Lines of its other loggers are no events. Source: "How Logging Works"
 * and the directive {@code log} in Caddy's documentation.
 */
public record Caddy() implements LogFormat {
    /** The client behind trusted proxies first; older versions say address and port in one. */
    private static final String[] CLIENTS = {"client_ip", "remote_ip", "remote_addr"};

    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final Pattern BRACKETS = Pattern.compile("^\\[|]$");

    /** As TLS numbers its versions and cipher suites (RFC 8446). */
    private static final Map<Integer, String> TLS_VERSIONS =
            Map.of(769, "TLSv1", 770, "TLSv1.1", 771, "TLSv1.2", 772, "TLSv1.3");

    private static final Map<Integer, String> TLS_13_SUITES = Map.of(
            4865, "TLS_AES_128_GCM_SHA256", 4866, "TLS_AES_256_GCM_SHA384", 4867, "TLS_CHACHA20_POLY1305_SHA256");

    @Override
    public LineParser parser() {
        return line -> Optional.of(parse(LoggedJson.object(line)));
    }

    private static LogEntry parse(ObjectNode object) throws BadLineException {
        if (!(object.path("request") instanceof ObjectNode request) || !object.has("status")) {
            throw new BadLineException("no access log entry: it has no request and status");
        }
        EntryDraft draft = new EntryDraft();
        put(new TimeField(new AnyTime()), object.path("ts"), draft);
        client(request, draft);
        put(new TextField("user", "user.identifier"), object.path("user_id"), draft);
        put(new TargetField(TargetField.Part.METHOD), request.path("method"), draft);
        put(new TargetField(TargetField.Part.URI), request.path("uri"), draft);
        put(new TargetField(TargetField.Part.PROTOCOL), request.path("proto"), draft);
        put(new ServerField(), request.path("host"), draft);
        put(new StatusField(), object.path("status"), draft);
        put(NumberField.of("size", "bytes"), object.path("size"), draft);
        if (object.path("duration").isNumber()) {
            draft.number("time_taken_ms", (long) (object.path("duration").doubleValue() * 1_000));
        }
        headers(request.path("headers"), draft);
        tls(request.path("tls"), draft);
        return draft.entry();
    }

    private static void client(ObjectNode request, EntryDraft draft) throws BadLineException {
        for (String key : CLIENTS) {
            String text = LoggedJson.text(request.path(key));
            if (!text.isEmpty()) {
                String address = key.equals("remote_addr") ? PORT.matcher(text).replaceFirst("") : text;
                new ClientField(key).put(RawText.plain(BRACKETS.matcher(address).replaceAll("")), draft);
                return;
            }
        }
    }

    /** Each header has a list of values; more than one mean the same as one with commas (RFC 9110). */
    private static void headers(JsonNode headers, EntryDraft draft) throws BadLineException {
        for (Map.Entry<String, JsonNode> header : headers.properties()) {
            StringBuilder values = new StringBuilder();
            for (JsonNode value : header.getValue()) {
                values.append(values.isEmpty() ? "" : ", ").append(LoggedJson.text(value));
            }
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!name.equals("host")) {
                HeaderFields.request(name, name).put(RawText.plain(values.toString()), draft);
            }
        }
    }

    private static void tls(JsonNode tls, EntryDraft draft) {
        String version = TLS_VERSIONS.get(tls.path("version").asInt());
        if (version != null) {
            draft.text("s3.tls_version", version);
        }
        String suite = TLS_13_SUITES.get(tls.path("cipher_suite").asInt());
        if (suite != null) {
            draft.text("s3.cipher_suite", suite);
        }
    }

    private static void put(LineField field, JsonNode value, EntryDraft draft) throws BadLineException {
        String text = LoggedJson.text(value);
        if (!text.isEmpty()) {
            field.put(RawText.plain(text), draft);
        }
    }
}
