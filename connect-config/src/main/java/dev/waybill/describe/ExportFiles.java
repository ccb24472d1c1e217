package dev.waybill.describe;

import dev.waybill.connector.ObjectExtension;
import dev.waybill.spec.Destination;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.FileDestination;
import dev.waybill.spec.S3Destination;
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
                .filter(other -> base(other.destination()).startsWith(base(export.destination())))
                .map(other -> other.exportId().export())
                .sorted()
                .toList();
        return new ExportFiles(export, base(export.destination()), names(export), neighbours);
    }

    /** Table names: letters, digits and underscores. */
    String table() {
        return HiveColumn.name(
                export.exportId().tenant() + "_" + export.exportId().export());
    }

    Optional<S3Destination> s3() {
        return export.destination() instanceof S3Destination s3 ? Optional.of(s3) : Optional.empty();
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

    private static String base(Destination destination) {
        String root = destination instanceof FileDestination file
                ? file.directory().toString()
                : "s3://" + ((S3Destination) destination).bucket();
        return root + "/" + (destination.prefix().isEmpty() ? "" : destination.prefix() + "/");
    }

    /** Names hold tenant, export and the year in every layout, and end with the extension in all but templates. */
    static String names(ExportSpec export) {
        String ending = export.layout().kind().equals("template")
                ? ""
                : ObjectExtension.of(export.format())
                        .orElseThrow(() -> new IllegalArgumentException("format of export " + export.exportId()
                                + " is unknown; run ./waybill validate to see all problems"));
        return "*" + export.exportId().tenant() + "-" + export.exportId().export() + "-2*" + ending;
    }
}
