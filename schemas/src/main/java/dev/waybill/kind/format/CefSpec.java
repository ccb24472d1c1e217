package dev.waybill.kind.format;

import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FormatName;
import java.util.List;

/**
 * ArcSight's Common Event Format, one event per line without a syslog header.
 *
 * @param vendor device vendor, 1 to 63 characters
 * @param product device product, 1 to 63 characters
 */
public record CefSpec(String vendor, String product, Compression compression) implements TextSpec {
    public static final CefSpec DEFAULT = new CefSpec("Waybill", "Waybill", Compression.GZIP);

    private static final int MAX_NAME = 63;

    public CefSpec {
        checkName("vendor", vendor);
        checkName("product", product);
    }

    @Override
    public FormatName name() {
        return FormatName.CEF;
    }

    @Override
    public List<OptionProblem> problems(EventLeaves events) {
        return NeededFields.missing(name(), events, "event_id", "event_type", "method", "status", "uri");
    }

    private static void checkName(String option, String value) {
        if (value.isBlank() || value.length() > MAX_NAME) {
            throw new IllegalArgumentException(option + " must have 1 to " + MAX_NAME + " characters");
        }
    }
}
