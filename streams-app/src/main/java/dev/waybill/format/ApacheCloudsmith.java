package dev.waybill.format;

import dev.waybill.event.EventType;
import dev.waybill.format.line.ApacheLine;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.kind.format.ApacheCloudsmithSpec;

/**
 * Cloudsmith's Apache style, version 1: ten columns with tabs between them, which are IP address, {@code -},
 * {@code t-} and the token, time, request without protocol, status, bytes, referer, user agent, {@code eula:} and the
 * state of the licence agreement, {@code none} where it is unknown.
 */
public record ApacheCloudsmith(ApacheCloudsmithSpec spec) implements TextLines {
    @Override
    public RowEncoder rowEncoder(EventType type) {
        return ApacheLine.encoder(spec.name(), type);
    }
}
