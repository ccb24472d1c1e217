package dev.waybill.kind.format;

import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FormatName;
import java.util.List;

/** The combined log format of Apache httpd: {@link ApacheCommonSpec} with referer and user agent. */
public record ApacheCombinedSpec(Compression compression) implements TextSpec {
    public static final ApacheCombinedSpec DEFAULT = new ApacheCombinedSpec(Compression.GZIP);

    @Override
    public FormatName name() {
        return FormatName.APACHE_COMBINED;
    }

    @Override
    public List<OptionProblem> problems(EventLeaves events) {
        return NeededFields.missingOfLogLines(name(), events);
    }
}
