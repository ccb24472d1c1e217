package dev.waybill.control.apply;

import dev.waybill.catalog.plan.KeyChange;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of an export.
 *
 * @param kind {@code added}, {@code changed}, {@code disabled}, {@code removed}, {@code returned}, or {@code unchanged} where
 *     only its undelivered parts are redirected
 * @param from the event time from which on it holds; empty if it takes back a change that has not begun, or changes no reign
 * @param before its spec until then, if there was one
 * @param after its spec from then on; empty if it ends
 * @param keys of its spec that change
 * @param notes what else the operator should know, in sentences
 */
public record ExportEffect(
        ExportId id,
        String kind,
        Optional<Instant> from,
        Optional<ExportSpec> before,
        Optional<ExportSpec> after,
        List<KeyChange> keys,
        List<String> notes) {
    public ExportEffect {
        keys = List.copyOf(keys);
        notes = List.copyOf(notes);
    }

    /** What those who read the export should know as well, in sentences. */
    public List<String> readerNotes() {
        return LetterWords.receipts(before.map(ExportSpec::receipts), after.map(ExportSpec::receipts)).stream()
                .toList();
    }

    /** Everything that somebody should know, in sentences. */
    public List<String> allNotes() {
        return Stream.concat(notes.stream(), readerNotes().stream()).toList();
    }

    /** Whether fields are redacted otherwise from then on. */
    public boolean changesRedaction() {
        return changes("redact");
    }

    /** Whether a key of the spec or something below it changes. */
    boolean changes(String root) {
        return keys.stream().anyMatch(key -> key.key().equals(root) || key.key().startsWith(root + "."));
    }
}
