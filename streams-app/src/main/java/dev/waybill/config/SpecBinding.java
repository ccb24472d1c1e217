package dev.waybill.config;

import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecException;

/** Makes specs into what does as they say. What it makes is confined to one thread. */
public interface SpecBinding {
    /**
     * All that an export needs to take events.
     *
     * @throws SpecException with all its problems
     */
    BoundExport bind(ExportSpec spec);

    /**
     * What emitting rows needs that were made before: neither a filter nor a secret.
     *
     * @throws SpecException with the problems of format and layout
     */
    BoundOutput bindOutput(ExportSpec spec);
}
