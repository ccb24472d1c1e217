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
 * The common log format of Apache httpd ({@code %h %l %u %t "%r" %>s %b}), times in UTC. The user is
 * {@code user.identifier}; unknown is {@code -}.
 */
public record ApacheCommon(Compression compression) implements TextLines {
    public static final ApacheCommon DEFAULT = new ApacheCommon(Compression.GZIP);

    @Override
    public FormatName name() {
        return FormatName.APACHE_COMMON;
    }

    @Override
    public List<OptionProblem> check(EventType type) {
        return new EventFields(type).missing(name(), ApacheLine.FIELDS);
    }

    @Override
    public RowEncoder rowEncoder(EventType type) {
        return ApacheLine.encoder(name(), type);
    }
}
