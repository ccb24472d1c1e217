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
 * The combined log format of Apache httpd: {@link ApacheCommon} with referer and user agent in quotes.
 */
public record ApacheCombined(Compression compression) implements TextLines {
    public static final ApacheCombined DEFAULT = new ApacheCombined(Compression.GZIP);

    @Override
    public FormatName name() {
        return FormatName.APACHE_COMBINED;
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
