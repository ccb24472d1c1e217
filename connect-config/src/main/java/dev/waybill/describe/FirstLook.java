package dev.waybill.describe;

import dev.waybill.contract.FormatName;
import dev.waybill.kind.ExportKinds;
import dev.waybill.spec.ExportSpec;
import java.util.Optional;

/** A statement for a first look at an export's files: short enough to be typed, and right whatever stands in them. */
public final class FirstLook {
    private static final String STATUS = "status";

    private FirstLook() {}

    /**
     * One for DuckDB, on one line; it takes every column for text. Empty for other formats than CSV.
     *
     * @param directory where the files lie, in folders or not
     * @throws dev.waybill.spec.yaml.SpecException if the format's options have problems
     */
    public static Optional<String> duckDb(ExportSpec export, String directory) {
        if (ExportKinds.format(export).name() != FormatName.CSV) {
            return Optional.empty();
        }
        String files = "read_csv(" + DuckDb.literal(directory + "/**/" + ExportFiles.names(export)) + ", "
                + CsvFiles.DIALECT + ", all_varchar = true)";
        boolean hasStatus = FileForm.of(export).columns().columns().stream()
                .anyMatch(column -> column.name().equals(STATUS));
        return Optional.of(
                hasStatus
                        ? "select " + STATUS + ", count(*) from " + files + " group by all order by all"
                        : "select count(*) from " + files);
    }
}
