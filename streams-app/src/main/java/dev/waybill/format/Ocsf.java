package dev.waybill.format;

import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FormatName;
import dev.waybill.event.EventType;
import dev.waybill.format.compress.Compression;
import dev.waybill.format.json.SparseJson;
import dev.waybill.format.row.RowEncoder;
import java.util.List;

/** One JSON object per line in the Open Cybersecurity Schema Framework, see {@link OcsfMapping}. What is null is left out. */
public record Ocsf(Compression compression) implements TextLines {
    public static final Ocsf DEFAULT = new Ocsf(Compression.GZIP);

    @Override
    public FormatName name() {
        return FormatName.OCSF;
    }

    @Override
    public List<OptionProblem> check(EventType type) {
        return OcsfMapping.check(name(), type);
    }

    @Override
    public RowEncoder rowEncoder(EventType type) {
        return new SparseJson(OcsfMapping.columns(type)).line();
    }
}
