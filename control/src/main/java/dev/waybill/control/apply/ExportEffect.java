package dev.waybill.control.apply;

import dev.waybill.catalog.plan.KeyChange;
import dev.waybill.contract.ExportId;
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
 * @param keys of its spec that change
 * @param notes what else the operator should know, in sentences
 * @param readerNotes what those who read the export should know as well, in sentences
 */
public record ExportEffect(
        ExportId id,
        String kind,
        Optional<Instant> from,
        List<KeyChange> keys,
        List<String> notes,
        List<String> readerNotes) {
    public ExportEffect {
        keys = List.copyOf(keys);
        notes = List.copyOf(notes);
        readerNotes = List.copyOf(readerNotes);
    }

    /** Everything that somebody should know, in sentences. */
    public List<String> allNotes() {
        return Stream.concat(notes.stream(), readerNotes.stream()).toList();
    }
}
