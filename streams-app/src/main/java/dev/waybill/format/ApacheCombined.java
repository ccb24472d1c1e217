package dev.waybill.format;

import dev.waybill.event.EventType;
import dev.waybill.format.line.ApacheLine;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.kind.format.ApacheCombinedSpec;

/**
 * The combined log format of Apache httpd: {@link ApacheCommon} with referer and user agent in quotes.
 */
public record ApacheCombined(ApacheCombinedSpec spec) implements TextLines {
    @Override
    public RowEncoder rowEncoder(EventType type) {
        return ApacheLine.encoder(spec.name(), type);
    }
}
