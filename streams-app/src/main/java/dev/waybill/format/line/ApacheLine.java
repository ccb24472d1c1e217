package dev.waybill.format.line;

import dev.waybill.columns.LogLines;
import dev.waybill.contract.FormatName;
import dev.waybill.event.EventType;
import dev.waybill.format.column.EventFields;
import dev.waybill.format.escape.ApacheEscape;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.format.time.TimeStyle;
import dev.waybill.format.value.Constant;
import dev.waybill.format.value.Escaped;
import dev.waybill.format.value.FirstOf;
import dev.waybill.format.value.StatusValue;
import dev.waybill.format.value.Value;
import dev.waybill.format.value.Wrapped;
import java.util.Map;

/** Makes the encoders of web servers' access log lines. */
public final class ApacheLine {
    private ApacheLine() {}

    public static RowEncoder encoder(FormatName format, EventType type) {
        return LineEncoder.of(
                LogLines.of(format, type.leaves()).orElseThrow(),
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
