package dev.waybill.cli.preview;

import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.cli.frame.SpecPlaces;
import dev.waybill.control.preview.Preview;
import dev.waybill.control.preview.PreviewReport;
import dev.waybill.control.preview.PreviewRequest;
import dev.waybill.redact.SecretLookup;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.util.List;

/**
 * The exports that are looked at, and what goes with them.
 *
 * @param files that specs stand in
 * @param notes what a reader of the report must know
 */
record Drafts(
        List<ExportSpec> exports,
        List<TenantSpecs> files,
        PlatformSettings settings,
        SecretLookup secrets,
        EventReading reading,
        List<String> notes) {
    Drafts with(List<ExportSpec> others) {
        return new Drafts(others, files, settings, secrets, reading, notes);
    }

    /** Looks at them; says problems at their places in the files. */
    PreviewReport preview(PreviewRequest request) throws IOException {
        try {
            return Preview.run(request).with(notes);
        } catch (SpecException e) {
            throw inFiles(e);
        }
    }

    private SpecException inFiles(SpecException problem) {
        SpecException placed = problem;
        for (TenantSpecs specs : files) {
            SpecException before = placed;
            try {
                SpecPlaces.inFiles(specs, () -> {
                    throw before;
                });
            } catch (SpecException e) {
                placed = e;
            }
        }
        return placed;
    }
}
