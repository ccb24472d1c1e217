package dev.waybill.format;

import dev.waybill.event.EventType;
import dev.waybill.format.json.SparseJson;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.kind.format.OcsfSpec;

/** One JSON object per line in the Open Cybersecurity Schema Framework, see {@link OcsfMapping}. What is null is left out. */
public record Ocsf(OcsfSpec spec) implements TextLines {
    @Override
    public RowEncoder rowEncoder(EventType type) {
        return new SparseJson(OcsfMapping.columns(type)).line();
    }
}
