package dev.waybill.imports.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.imports.line.ClientField;
import dev.waybill.imports.line.ForwardedField;
import dev.waybill.imports.line.IgnoredField;
import dev.waybill.imports.line.LineEscape;
import dev.waybill.imports.line.LineField;
import dev.waybill.imports.line.LineTemplate;
import dev.waybill.imports.line.NumberField;
import dev.waybill.imports.line.RequestField;
import dev.waybill.imports.line.ServerField;
import dev.waybill.imports.line.StatusField;
import dev.waybill.imports.line.TargetField;
import dev.waybill.imports.line.TextField;
import dev.waybill.imports.line.TimeField;
import dev.waybill.imports.line.UpstreamField;
import dev.waybill.imports.line.UserField;
import dev.waybill.imports.line.time.CommonLogTime;
import dev.waybill.imports.line.time.EpochTime;
import dev.waybill.imports.line.time.IsoTime;
import dev.waybill.imports.line.time.TimeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a line template from nginx' {@code log_format}. Source: the index of variables in nginx' documentation;
 * ingress-nginx for {@code req_id}.
 */
final class NginxVariables {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");
    private static final Pattern ESCAPE = Pattern.compile("escape=(\\w+)\\s+");
    private static final String WHOLE_TARGET = "$uri$is_args$args";

    /** Of two variables that say the same, the first one counts. */
    private static final Map<String, LineField> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("remote_addr", new ClientField("client"));
        FIELDS.put("remote_user", new UserField());
        FIELDS.put("msec", time(EpochTime.SECONDS));
        FIELDS.put("time_iso8601", time(new IsoTime()));
        FIELDS.put("time_local", time(new CommonLogTime()));
        FIELDS.put("request", new RequestField());
        FIELDS.put("request_method", new TargetField(TargetField.Part.METHOD));
        FIELDS.put("request_uri", new TargetField(TargetField.Part.URI));
        FIELDS.put("uri", new TargetField(TargetField.Part.PATH));
        FIELDS.put("document_uri", new TargetField(TargetField.Part.PATH));
        FIELDS.put("args", new TargetField(TargetField.Part.QUERY));
        FIELDS.put("query_string", new TargetField(TargetField.Part.QUERY));
        FIELDS.put("server_protocol", new TargetField(TargetField.Part.PROTOCOL));
        FIELDS.put("status", new StatusField());
        FIELDS.put("body_bytes_sent", NumberField.of("number of bytes", "bytes"));
        FIELDS.put("bytes_sent", NumberField.of("number of bytes", "bytes"));
        FIELDS.put("request_length", NumberField.of("length of the request", "cdn.request_bytes"));
        FIELDS.put("request_time", NumberField.seconds("time taken", "time_taken_ms"));
        FIELDS.put("http_x_forwarded_for", new ForwardedField());
        FIELDS.put("proxy_add_x_forwarded_for", new ForwardedField());
        FIELDS.put("host", new ServerField());
        FIELDS.put("http_host", new ServerField());
        FIELDS.put("server_name", new ServerField());
        FIELDS.put("request_id", new TextField("request id", "request_id"));
        FIELDS.put("req_id", new TextField("request id", "request_id"));
        FIELDS.put("remote_port", NumberField.of("client's port", "cdn.client_port"));
        FIELDS.put("ssl_protocol", new TextField("TLS version", "s3.tls_version"));
        FIELDS.put("ssl_cipher", new TextField("cipher suite", "s3.cipher_suite"));
        FIELDS.put("upstream_cache_status", new TextField("cache status", "cache_state"));
    }

    private NginxVariables() {}

    /** The variables that an event takes, the better ones first; headers are not among them. */
    static List<String> names() {
        return List.copyOf(FIELDS.keySet());
    }

    /** What a variable means, named without its dollar sign. */
    static LineField field(String name) {
        LineField known = FIELDS.get(name);
        if (known != null) {
            return known;
        }
        if (name.startsWith("http_")) {
            return HeaderFields.request(header(name, "http_"), "$" + name);
        }
        if (name.startsWith("sent_http_")) {
            return HeaderFields.response(header(name, "sent_http_"), "$" + name);
        }
        return name.startsWith("upstream_") ? new UpstreamField("$" + name) : new IgnoredField("$" + name);
    }

    /** @throws IllegalArgumentException if the string is not one; the message says what to change */
    static LineTemplate compile(String logFormat) {
        Matcher escape = ESCAPE.matcher(logFormat);
        boolean escapes = escape.lookingAt();
        String format = escapes ? logFormat.substring(escape.end()) : logFormat;
        LineTemplate.Builder template = LineTemplate.escapedBy(escape(escapes ? escape.group(1) : "default"));
        boolean hasTime = false;
        int at = 0;
        Matcher variable = VARIABLE.matcher(format);
        while (variable.find(at)) {
            fixed(template, format.substring(at, variable.start()));
            FormatString.requireApart(template, variable.group());
            if (format.startsWith(WHOLE_TARGET, variable.start())) {
                template.field(new TargetField(TargetField.Part.URI), FIELDS.size());
                at = variable.start() + WHOLE_TARGET.length();
            } else {
                String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
                template.field(field(name), rank(name));
                hasTime |= field(name) instanceof TimeField;
                at = variable.end();
            }
        }
        if (!hasTime) {
            throw new IllegalArgumentException(
                    "--log-format names no time; an event needs $time_local, $time_iso8601 or $msec");
        }
        fixed(template, format.substring(at));
        return template.build();
    }

    private static int rank(String name) {
        int index = names().indexOf(name);
        return index < 0 ? FIELDS.size() : index;
    }

    private static void fixed(LineTemplate.Builder template, String text) {
        template.text(new String(text.replace("\\\"", "\"").getBytes(UTF_8), ISO_8859_1));
    }

    private static LineEscape escape(String name) {
        return switch (name) {
            case "default" -> LineEscape.BACKSLASH;
            case "json" -> LineEscape.JSON;
            case "none" -> LineEscape.NONE;
            default -> throw new IllegalArgumentException("--log-format: escape is default, json or none");
        };
    }

    private static TimeField time(TimeText text) {
        return new TimeField(text);
    }

    private static String header(String variable, String prefix) {
        return variable.substring(prefix.length()).replace('_', '-');
    }
}
