package dev.waybill.kind.format;

import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FormatName;
import java.util.List;

/** Amazon S3's server access log, its 27 fields in its order. */
public record S3AccessLogSpec(Compression compression) implements TextSpec {
    public static final S3AccessLogSpec DEFAULT = new S3AccessLogSpec(Compression.GZIP);

    @Override
    public FormatName name() {
        return FormatName.S3_ACCESS_LOG;
    }

    @Override
    public List<OptionProblem> problems(EventLeaves events) {
        return NeededFields.missing(name(), events, "method", "uri", "bytes", "s3.operation", "s3.key");
    }
}
