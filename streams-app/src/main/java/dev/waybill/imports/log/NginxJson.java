package dev.waybill.imports.log;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.imports.line.BadLineException;
import dev.waybill.imports.line.EntryDraft;
import dev.waybill.imports.line.LineField;
import dev.waybill.imports.line.LogEntry;
import dev.waybill.imports.line.LoggedJson;
import dev.waybill.imports.line.RawText;
import dev.waybill.imports.line.TimeField;
import dev.waybill.imports.line.time.AnyTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON object a line, whose keys are the names of nginx' variables, or those that most people give them. For other
 * keys there is {@link Nginx}.
 */
public record NginxJson() implements LogFormat {
    private static final Map<String, String> ALIASES = Map.ofEntries(
            entry("client_ip", "remote_addr"),
            entry("remote_ip", "remote_addr"),
            entry("user", "remote_user"),
            entry("method", "request_method"),
            entry("protocol", "server_protocol"),
            entry("http_referrer", "http_referer"),
            entry("referer", "http_referer"),
            entry("referrer", "http_referer"),
            entry("user_agent", "http_user_agent"),
            entry("agent", "http_user_agent"),
            entry("x_forwarded_for", "http_x_forwarded_for"));

    private static final List<String> TIMES = List.of("@timestamp", "timestamp", "time", "ts");
    private static final TimeField ANY_TIME = new TimeField(new AnyTime());

    @Override
    public LineParser parser() {
        return line -> Optional.of(parse(LoggedJson.object(line)));
    }

    private static LogEntry parse(ObjectNode object) throws BadLineException {
        ObjectNode named = named(object);
        if (!named.has("remote_addr") || !named.has("request") && !named.has("request_uri") && !named.has("uri")) {
            throw new BadLineException("no remote_addr and request; keys are the names of nginx' variables");
        }
        EntryDraft draft = new EntryDraft();
        for (String key : keys(named)) {
            RawText raw = RawText.plain(LoggedJson.text(named.path(key)));
            if (!raw.isNothing()) {
                field(key).put(raw, draft);
            }
        }
        return draft.entry();
    }

    /** The object with the names of variables for keys that have another name. */
    private static ObjectNode named(ObjectNode object) throws BadLineException {
        ObjectNode named = object.objectNode();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (named.replace(ALIASES.getOrDefault(member.getKey(), member.getKey()), member.getValue()) != null) {
                throw new BadLineException("two keys that mean the same");
            }
        }
        return named;
    }

    /** The keys of the object, the ones that count before others first. */
    private static Set<String> keys(ObjectNode object) {
        Set<String> keys = new LinkedHashSet<>(NginxVariables.names());
        keys.removeIf(name -> !object.has(name));
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static LineField field(String key) {
        return TIMES.contains(key) ? ANY_TIME : NginxVariables.field(key);
    }
}
