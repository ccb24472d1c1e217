package dev.waybill.format;

import dev.waybill.columns.LogLines;
import dev.waybill.contract.FormatName;
import dev.waybill.event.EventType;
import java.util.Map;

/** The access logs of web servers. */
final class ApacheLine {
    /** Fields that events must have for the common and the combined log format. */
    static final String[] FIELDS = {
        "ip_address", "user.identifier", "method", "uri", "protocol", "status", "bytes", "referer", "user_agent.raw"
    };

    private ApacheLine() {}

    static RowEncoder encoder(FormatName format, EventType type) {
        return LineEncoder.of(
                LogLines.of(format, Columns.leaves(type)).orElseThrow(),
                type,
                computed(format, new EventFields(type)),
                ApacheEscape.BARE,
                ApacheEscape.QUOTED);
    }

    private static Map<String, Value> computed(FormatName format, EventFields fields) {
        Value time = fields.time(TimeStyle.APACHE);
        Value status = new StatusValue(fields.field("status"));
        Value noHttp = new Escaped(fields.value("uri"), ApacheEscape.LOGGED);
        if (format == FormatName.APACHE_CLOUDSMITH) {
            return Map.of(
                    "ident",
                    new Constant("-"),
                    "time",
                    time,
                    "principal",
                    new Wrapped("t-", fields.value("token.identifier"), ""),
                    "request",
                    fields.requestWithoutProtocol(noHttp),
                    "status",
                    status,
                    "eula",
                    new FirstOf(fields.value("eula"), new Constant("none")));
        }
        return Map.of("ident", new Constant("-"), "time", time, "request", fields.request(noHttp), "status", status);
    }
}
