package dev.waybill.control.preview;

import dev.waybill.contract.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a preview has found.
 *
 * @param sources what was read, of each source that an export needs
 * @param exports by id
 * @param notes what else must be known to read it
 */
public record PreviewReport(List<SourceRead> sources, List<ExportPreview> exports, List<String> notes) {
    public PreviewReport {
        sources = List.copyOf(sources);
        exports = List.copyOf(exports);
        notes = List.copyOf(notes);
    }

    /**
     * What was read of a source.
     *
     * @param records in all
     * @param events of the tenants, the newest, that were looked at
     * @param passedOver records that were not, by reason
     * @param refused events that no export could take, by reason
     */
    public record SourceRead(
            Source source,
            long records,
            long events,
            SortedMap<String, Long> passedOver,
            SortedMap<String, Long> refused,
            List<String> notes) {
        public SourceRead {
            passedOver = Collections.unmodifiableSortedMap(new TreeMap<>(passedOver));
            refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
            notes = List.copyOf(notes);
        }
    }

    /** The same with more that must be known. */
    public PreviewReport with(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new PreviewReport(sources, exports, all);
    }

    /** Whether something would leave that redaction promises to hide. */
    public boolean leaks() {
        return exports.stream().anyMatch(export -> !export.leaked().isEmpty());
    }
}
