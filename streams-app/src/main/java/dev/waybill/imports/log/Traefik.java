package dev.waybill.imports.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.imports.line.BadLineException;
import dev.waybill.imports.line.ClientField;
import dev.waybill.imports.line.EntryDraft;
import dev.waybill.imports.line.IgnoredField;
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
import dev.waybill.imports.line.UserField;
import dev.waybill.imports.line.time.IsoTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The access log of Traefik with {@code format: json}. Headers are there if Traefik was told to keep them. Source:
 * "Logs and Access Logs" in Traefik's reference.
 */
public record Traefik() implements LogFormat {
    private static final String REQUEST_HEADER = "request_";
    private static final String ANSWER_HEADER = "downstream_";

    /** Of two keys that say the same, the first one counts. */
    private static final Map<String, LineField> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("StartUTC", new TimeField(new IsoTime()));
        FIELDS.put("StartLocal", new TimeField(new IsoTime()));
        FIELDS.put("ClientHost", new ClientField("ClientHost"));
        FIELDS.put("ClientPort", NumberField.of("ClientPort", "cdn.client_port"));
        FIELDS.put("ClientUsername", new UserField());
        FIELDS.put("RequestMethod", new TargetField(TargetField.Part.METHOD));
        FIELDS.put("RequestPath", new TargetField(TargetField.Part.URI));
        FIELDS.put("RequestProtocol", new TargetField(TargetField.Part.PROTOCOL));
        FIELDS.put("RequestHost", new ServerField());
        FIELDS.put("DownstreamStatus", new StatusField());
        FIELDS.put("DownstreamContentSize", NumberField.of("DownstreamContentSize", "bytes"));
        FIELDS.put("Duration", NumberField.nanos("Duration", "time_taken_ms"));
        FIELDS.put("TLSCipher", new TextField("TLSCipher", "s3.cipher_suite"));
    }

    @Override
    public LineParser parser() {
        return line -> Optional.of(parse(LoggedJson.object(line)));
    }

    private static LogEntry parse(ObjectNode object) throws BadLineException {
        if (!object.has("ClientHost") || !object.has("RequestPath")) {
            throw new BadLineException("no access log entry: it has no ClientHost and RequestPath");
        }
        EntryDraft draft = new EntryDraft();
        for (Map.Entry<String, LineField> field : FIELDS.entrySet()) {
            put(field.getValue(), LoggedJson.text(object.path(field.getKey())), draft);
        }
        String version = LoggedJson.text(object.path("TLSVersion"));
        if (!version.isEmpty()) {
            draft.text("s3.tls_version", "TLSv" + version);
        }
        for (Iterator<String> keys = object.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!FIELDS.containsKey(key)) {
                put(other(key), LoggedJson.text(object.path(key)), draft);
            }
        }
        return draft.entry();
    }

    private static LineField other(String key) {
        if (key.startsWith(REQUEST_HEADER)) {
            return HeaderFields.request(key.substring(REQUEST_HEADER.length()).toLowerCase(Locale.ROOT), key);
        }
        if (key.startsWith(ANSWER_HEADER)) {
            return HeaderFields.response(key.substring(ANSWER_HEADER.length()).toLowerCase(Locale.ROOT), key);
        }
        return new IgnoredField(key);
    }

    private static void put(LineField field, String text, EntryDraft draft) throws BadLineException {
        if (!text.isEmpty()) {
            field.put(RawText.plain(text), draft);
        }
    }
}
