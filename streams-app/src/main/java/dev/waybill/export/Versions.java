package dev.waybill.export;

import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.SpecException;

/** Makes versions of their specs, for one source partition: what it makes is confined to that one's thread. */
public interface Versions {
    /**
     * The version that does all that the spec says.
     *
     * @throws SpecException with all its problems, a secret that is missing among them
     */
    ExportVersion of(ExportSpec spec);

    /**
     * The version that only finishes what it has begun, which takes neither a filter nor a secret.
     *
     * @throws SpecException with the problems of format and layout
     */
    ExportVersion finishing(ExportSpec spec);
}
