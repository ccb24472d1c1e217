package dev.waybill.describe;

import dev.waybill.kind.ExportKinds;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.S3Destination;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where an export's files are and what else lies there.
 *
 * @param base URL or folder with a slash at the end
 * @param names a pattern of the files' names
 * @param neighbours other exports of the tenant with files below the same base
 */
record ExportFiles(ExportSpec export, String base, String names, List<String> neighbours) {
    static ExportFiles of(ExportSpec export, Collection<ExportSpec> all) {
        List<String> neighbours = all.stream()
                .filter(other -> !other.exportId().equals(export.exportId()))
                .filter(other ->
                        other.exportId().tenant().equals(export.exportId().tenant()))
                .filter(other -> other.destination()
                        .base()
                        .startsWith(export.destination().base()))
                .map(other -> other.exportId().export())
                .sorted()
                .toList();
        return new ExportFiles(export, export.destination().base(), names(export), neighbours);
    }

    /** Table names: letters, digits and underscores. */
    String table() {
        return HiveColumn.name(
                export.exportId().tenant() + "_" + export.exportId().export());
    }

    Optional<S3Destination> s3() {
        return export.destination().s3();
    }

    /** What readers of this place must know. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!neighbours.isEmpty()) {
            notes.add("Other exports deliver below " + base + ", too: " + String.join(", ", neighbours)
                    + ". Athena would read their files; give each export a prefix of its own.");
        }
        if (base.startsWith("s3://arn:")) {
            notes.add("An access point's ARN cannot stand in an S3 URL: put the bucket's name or the access point's"
                    + " alias in its place.");
        }
        return notes;
    }

    /** Names hold tenant, export and the year in every layout, and end with the extension in all but templates. */
    static String names(ExportSpec export) {
        String ending = ExportKinds.layout(export).endsWithExtension()
                ? ExportKinds.format(export).extension()
                : "";
        return "*" + export.exportId().tenant() + "-" + export.exportId().export() + "-2*" + ending;
    }
}
