package dev.waybill.kind.format;

import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FormatName;
import java.util.List;

/** The common log format of Apache httpd. */
public record ApacheCommonSpec(Compression compression) implements TextSpec {
    public static final ApacheCommonSpec DEFAULT = new ApacheCommonSpec(Compression.GZIP);

    @Override
    public FormatName name() {
        return FormatName.APACHE_COMMON;
    }

    @Override
    public List<OptionProblem> problems(EventLeaves events) {
        return NeededFields.missingOfLogLines(name(), events);
    }
}
