package dev.waybill.control.preview;

import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.redact.SecretLookup;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.spec.ExportSpec;
import dev.waybill.wire.rule.TimeRules;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What somebody wants to see.
 *
 * @param exports drafts, or what rules; the disabled ones too
 * @param settings of the platform
 * @param secrets those that are at hand; a key that is missing is replaced, and the report says so
 * @param schemas of events in Avro and Protobuf
 * @param times which times of events are accepted
 * @param events where they come from
 * @param bounds how much is looked at
 * @param samples how many events of each export are shown
 * @param lines how many lines of a file are shown
 * @param parts takes the files
 * @param cancelled asked again and again; true ends it with what there is by then
 */
public record PreviewRequest(
        List<ExportSpec> exports,
        PlatformSettings settings,
        SecretLookup secrets,
        SchemaLookup schemas,
        TimeRules times,
        RecentEvents events,
        PreviewBounds bounds,
        int samples,
        int lines,
        PartTaker parts,
        BooleanSupplier cancelled) {
    /** With more, a preview takes too long. */
    public static final int MOST_EXPORTS = 200;

    public PreviewRequest {
        exports = List.copyOf(exports);
        if (exports.isEmpty()) {
            throw new IllegalArgumentException("there is no export to look at");
        }
        if (exports.size() > MOST_EXPORTS) {
            throw new IllegalArgumentException("there are " + exports.size() + " exports, and a preview takes at most "
                    + MOST_EXPORTS + "; name some of them");
        }
        if (exports.stream().map(ExportSpec::exportId).distinct().count() < exports.size()) {
            throw new IllegalArgumentException("an export is named twice");
        }
        if (samples < 0 || lines < 0) {
            throw new IllegalArgumentException("the numbers of samples and lines must not be negative");
        }
    }
}
