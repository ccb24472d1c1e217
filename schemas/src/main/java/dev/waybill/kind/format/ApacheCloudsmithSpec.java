package dev.waybill.kind.format;

import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FormatName;
import java.util.List;

/** Cloudsmith's Apache style: ten columns with tabs between them. */
public record ApacheCloudsmithSpec(Compression compression) implements TextSpec {
    public static final ApacheCloudsmithSpec DEFAULT = new ApacheCloudsmithSpec(Compression.GZIP);

    @Override
    public FormatName name() {
        return FormatName.APACHE_CLOUDSMITH;
    }

    @Override
    public List<OptionProblem> problems(EventLeaves events) {
        return NeededFields.missing(
                name(),
                events,
                "ip_address",
                "token.identifier",
                "method",
                "uri",
                "status",
                "bytes",
                "referer",
                "user_agent.raw",
                "eula");
    }
}
