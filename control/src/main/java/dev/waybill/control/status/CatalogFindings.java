package dev.waybill.control.status;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ExportId;
import java.util.ArrayList;
import java.util.List;

/** What about the catalog as a whole needs somebody. */
public final class CatalogFindings {
    private CatalogFindings() {}

    /**
     * What concerns more than one export.
     *
     * @param scope what was asked about
     */
    public static List<Finding> of(CatalogSnapshot catalog, PauseScope scope) {
        List<Finding> findings = new ArrayList<>(catalog.faults().stream()
                .filter(fault -> scope.tenant()
                        .map(tenant -> isAbout(fault.key(), tenant))
                        .orElse(true))
                .map(fault -> new Finding(
                        fault.text(), "update the programs that read it, or write it again with ./waybill apply"))
                .toList());
        if (Deliverers.isUnknown(catalog)) {
            findings.add(new Finding(
                    "the catalog's platform.yaml cannot be read by this program, so it is not known which connectors"
                            + " deliver",
                    "use the version of Waybill that applied it, or apply a platform.yaml that this one reads"));
        }
        if (catalog.settings().isEmpty()) {
            findings.add(new Finding(
                    "the catalog has no settings: no event can be decided, everything waits",
                    "run ./waybill apply, or restore a copy with apply --restore"));
        }
        return findings;
    }

    /** Records of no tenant concern all. */
    private static boolean isAbout(String key, String tenant) {
        return key.equals(tenant) || key.startsWith(tenant + "/") || !ExportId.isValid(key.split("/", -1)[0]);
    }
}
