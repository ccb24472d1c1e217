package dev.waybill.kind.format;

import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FormatName;
import java.util.List;

/** One JSON object per line in the Open Cybersecurity Schema Framework. */
public record OcsfSpec(Compression compression) implements TextSpec {
    public static final OcsfSpec DEFAULT = new OcsfSpec(Compression.GZIP);

    @Override
    public FormatName name() {
        return FormatName.OCSF;
    }

    @Override
    public List<OptionProblem> problems(EventLeaves events) {
        return NeededFields.missing(name(), events, "event_id", "method", "status", "uri");
    }
}
