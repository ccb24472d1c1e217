package dev.waybill.delivery;

import dev.waybill.export.ExportVersion;
import dev.waybill.export.Versions;
import dev.waybill.spec.CanonicalSpec;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecScope;
import dev.waybill.spec.yaml.SpecException;

/**
 * Makes the versions that windows in the store were begun under. An export whose windows need something that is gone, such
 * as the secret they were begun with, is held back; what it has begun is finished all the same.
 */
final class BegunVersions {
    private final Versions versions;
    private final Outbox outbox;
    private HeldBack heldBack;

    BegunVersions(Versions versions, HeldBack heldBack, Outbox outbox) {
        this.versions = versions;
        this.heldBack = heldBack;
        this.outbox = outbox;
    }

    ExportVersion of(String specJson) {
        ExportSpec spec = CanonicalSpec.parse(specJson);
        try {
            if (!heldBack.holds(spec.exportId())) {
                return versions.of(spec);
            }
        } catch (SpecException e) {
            outbox.heldBack(spec.exportId(), e);
            heldBack = heldBack.and(SpecScope.of(spec.exportId()));
        }
        return versions.finishing(spec);
    }

    /** The exports that were held back to begin with, and those that are for their windows' sake. */
    HeldBack heldBack() {
        return heldBack;
    }
}
