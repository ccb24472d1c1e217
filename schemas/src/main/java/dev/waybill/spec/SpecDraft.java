package dev.waybill.spec;

import dev.waybill.spec.yaml.Node;
import dev.waybill.spec.yaml.Place;

/**
 * An export of which something cannot be read, with harmless values in place of that: good for finding what else is wrong
 * with it, and for nothing else.
 */
public final class SpecDraft {
    private final ExportSpec spec;
    private final Node node;

    SpecDraft(ExportSpec spec, Node node) {
        this.spec = spec;
        this.node = node;
    }

    /** Its id, too, may stand in for one that cannot be read. */
    public ExportSpec spec() {
        return spec;
    }

    /**
     * Where a value of the export stands.
     *
     * @param below path from the export's node, as {@link TenantSpecs#place} takes it
     */
    public Place place(String below) {
        return TenantSpecs.place(node, below);
    }
}
