package dev.waybill.kind.format;

import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FormatName;
import java.util.List;

/** One JSON object per line with the field names of the Elastic Common Schema. */
public record EcsSpec(Compression compression) implements TextSpec {
    public static final EcsSpec DEFAULT = new EcsSpec(Compression.GZIP);

    @Override
    public FormatName name() {
        return FormatName.ECS;
    }

    @Override
    public List<OptionProblem> problems(EventLeaves events) {
        return NeededFields.missing(name(), events, "event_id", "event_type", "status", "uri");
    }
}
