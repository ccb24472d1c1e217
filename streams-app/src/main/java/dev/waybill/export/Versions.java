package dev.waybill.export;

import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.SpecException;

/** Makes versions of their specs, for one source partition: what it makes is confined to that one's thread. */
public interface Versions {
    /**
     * The version that does all that the spec says. What it needs to take events is looked for when the first one comes.
     *
     * @param configVersion its name in the catalog
     * @throws SpecException with the problems of format and layout
     */
    ExportVersion of(String configVersion, ExportSpec spec);
}
