package dev.waybill.kind.format;

import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FormatName;
import java.util.List;

/** The W3C extended log format with the 33 fields of CloudFront's standard logs. */
public record W3cSpec(Compression compression) implements TextSpec {
    public static final W3cSpec DEFAULT = new W3cSpec(Compression.GZIP);

    @Override
    public FormatName name() {
        return FormatName.W3C;
    }

    @Override
    public List<OptionProblem> problems(EventLeaves events) {
        return NeededFields.missing(
                name(), events, "method", "uri", "bytes", "edge", "cdn.result_type", "s3.tls_version");
    }
}
