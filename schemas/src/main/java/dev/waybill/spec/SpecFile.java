package dev.waybill.spec;

import dev.waybill.contract.ExportId;
import java.util.List;
import java.util.Optional;

/**
 * Whose specs a file holds.
 *
 * @param isRead whether it is read; false for one whose name ends wrongly
 * @param tenant whom it says it is of, where that can be read
 * @param exports the exports by their place in the file; empty for one whose id cannot be read
 */
record SpecFile(boolean isRead, Optional<String> tenant, List<Optional<ExportId>> exports) {
    /** A file that nothing is known of, but that it is read. */
    static final SpecFile UNKNOWN = new SpecFile(true, Optional.empty(), List.of());

    static final SpecFile NOT_READ = new SpecFile(false, Optional.empty(), List.of());

    SpecFile {
        exports = List.copyOf(exports);
    }

    Optional<ExportId> export(int index) {
        return index < exports.size() ? exports.get(index) : Optional.empty();
    }
}
