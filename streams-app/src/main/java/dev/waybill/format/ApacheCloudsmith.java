package dev.waybill.format;

import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FormatName;
import dev.waybill.event.EventType;
import dev.waybill.format.column.EventFields;
import dev.waybill.format.compress.Compression;
import dev.waybill.format.line.ApacheLine;
import dev.waybill.format.row.RowEncoder;
import java.util.List;

/**
 * Cloudsmith's Apache style, version 1: ten columns with tabs between them, which are IP address, {@code -},
 * {@code t-} and the token, time, request without protocol, status, bytes, referer, user agent, {@code eula:} and the
 * state of the licence agreement, {@code none} where it is unknown.
 */
public record ApacheCloudsmith(Compression compression) implements TextLines {
    public static final ApacheCloudsmith DEFAULT = new ApacheCloudsmith(Compression.GZIP);

    private static final String[] FIELDS = {
        "ip_address", "token.identifier", "method", "uri", "status", "bytes", "referer", "user_agent.raw", "eula"
    };

    @Override
    public FormatName name() {
        return FormatName.APACHE_CLOUDSMITH;
    }

    @Override
    public List<OptionProblem> check(EventType type) {
        return new EventFields(type).missing(name(), FIELDS);
    }

    @Override
    public RowEncoder rowEncoder(EventType type) {
        return ApacheLine.encoder(name(), type);
    }
}
