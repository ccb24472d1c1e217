package dev.waybill.control.preview;

import dev.waybill.contract.Source;
import dev.waybill.imports.EventLines;
import dev.waybill.imports.LogSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Events of a file, in the order in which they happened and as if each had arrived then.
 *
 * @param source of the events; of others there are none
 * @param lines reads the file; made anew for each reading
 */
public record FileEvents(Source source, LogSource file, Supplier<EventLines> lines) implements RecentEvents {
    @Override
    public Read read(Source asked, Sieve sieve, PreviewBounds bounds, BooleanSupplier cancelled) throws IOException {
        if (asked != source) {
            return new Read(List.of(), 0, List.of("the file holds no events of this source"));
        }
        Newest newest = Newest.byTime(bounds);
        long[] records = {0};
        EventLines.Outcome outcome = lines.get()
                .read(
                        file,
                        value -> {
                            long offset = records[0]++;
                            sieve.sift(value)
                                    .ifPresent(sifted -> newest.add(
                                            new SourceEvent(0, offset, sifted.occurredMillis(), value), sifted));
                        },
                        cancelled);
        List<String> notes = new ArrayList<>();
        if (outcome.rejected() > 0) {
            notes.add("lines that are no events: " + outcome.rejected());
        }
        if (!outcome.complete()) {
            notes.add("stopped before the file's end");
        }
        if (newest.isShortOfMemory()) {
            notes.add("fewer events than asked for: they are too large together");
        }
        return new Read(renumbered(newest.oldestFirst()), records[0], notes);
    }

    /** Offsets rise in the order in which events are said to have arrived. */
    private static List<SourceEvent> renumbered(List<SourceEvent> events) {
        List<SourceEvent> renumbered = new ArrayList<>();
        events.forEach(event -> renumbered.add(
                new SourceEvent(0, renumbered.size(), event.arrivalMillis(), event.value())));
        return renumbered;
    }
}
