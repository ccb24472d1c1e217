package dev.waybill.format;

import dev.waybill.event.EventType;
import dev.waybill.format.line.ApacheLine;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.kind.format.ApacheCommonSpec;

/**
 * The common log format of Apache httpd ({@code %h %l %u %t "%r" %>s %b}), times in UTC. The user is
 * {@code user.identifier}; unknown is {@code -}.
 */
public record ApacheCommon(ApacheCommonSpec spec) implements TextLines {
    @Override
    public RowEncoder rowEncoder(EventType type) {
        return ApacheLine.encoder(spec.name(), type);
    }
}
