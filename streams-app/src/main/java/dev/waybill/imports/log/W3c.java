package dev.waybill.imports.log;

import static java.util.Map.entry;

import dev.waybill.imports.line.ClientField;
import dev.waybill.imports.line.ForwardedField;
import dev.waybill.imports.line.LineEscape;
import dev.waybill.imports.line.LineField;
import dev.waybill.imports.line.NumberField;
import dev.waybill.imports.line.ServerField;
import dev.waybill.imports.line.StatusField;
import dev.waybill.imports.line.TargetField;
import dev.waybill.imports.line.TextField;
import dev.waybill.imports.line.UserField;
import java.util.Map;

/**
 * The W3C log of Microsoft's IIS: blanks between fields, plus signs for blanks within headers, times in milliseconds.
 * Source: "W3C Logging" in Microsoft's documentation of HTTP.sys and IIS.
 */
public record W3c() implements LogFormat {
    private static final Map<String, LogColumn> COLUMNS = Map.ofEntries(
            plain("c-ip", new ClientField("c-ip")),
            plain("cs-username", new UserField()),
            plain("cs-method", new TargetField(TargetField.Part.METHOD)),
            plain("cs-uri-stem", new TargetField(TargetField.Part.PATH)),
            plain("cs-uri-query", new TargetField(TargetField.Part.QUERY)),
            plain("cs-uri", new TargetField(TargetField.Part.URI)),
            plain("cs-version", new TargetField(TargetField.Part.PROTOCOL)),
            plain("cs-host", new ServerField()),
            plain("cs(host)", new ServerField()),
            plain("sc-status", new StatusField()),
            plain("sc-bytes", NumberField.of("sc-bytes", "bytes")),
            plain("cs-bytes", NumberField.of("cs-bytes", "cdn.request_bytes")),
            plain("time-taken", NumberField.of("time-taken", "time_taken_ms")),
            plain("c-port", NumberField.of("c-port", "cdn.client_port")),
            header("cs(referer)", new TextField("referer", "referer")),
            header("cs(user-agent)", new TextField("user agent", "user_agent.raw")),
            header("cs(cookie)", new TextField("cookie", "cdn.cookie")),
            header("x-forwarded-for", new ForwardedField()),
            header("cs(x-forwarded-for)", new ForwardedField()));

    @Override
    public LineParser parser() {
        return new ExtendedLog(
                COLUMNS, ' ', names -> !names.contains("x-edge-location"), "the #Fields line is CloudFront's");
    }

    private static Map.Entry<String, LogColumn> plain(String column, LineField field) {
        return entry(column, new LogColumn(field, LineEscape.NONE));
    }

    private static Map.Entry<String, LogColumn> header(String column, LineField field) {
        return entry(column, new LogColumn(field, LineEscape.PLUS));
    }
}
