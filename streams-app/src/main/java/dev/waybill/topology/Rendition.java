package dev.waybill.topology;

import dev.waybill.config.BoundExport;
import dev.waybill.event.Event;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.redact.Redactor;
import dev.waybill.spec.KindSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How an event becomes a row: redacted, then formatted. Exports that redact and format alike share one, so that an event
 * which several of a tenant's exports take becomes a row once, and thousands of exports need little memory. Has scratch
 * space: confined to one thread.
 */
final class Rendition {
    private final Redactor redactor;
    private final RowEncoder encoder;

    private Rendition(Redactor redactor, RowEncoder encoder) {
        this.redactor = redactor;
        this.encoder = encoder;
    }

    /**
     * Redacts the event in place and appends its row to {@code row}; false, and then neither may be used, where it must be
     * withheld.
     */
    boolean render(Event event, RowBuffer row) {
        if (!redactor.redact(event)) {
            return false;
        }
        encoder.encode(event, row);
        return true;
    }

    /** The renditions of one source partition. */
    static final class Cache {
        private final Map<Key, Rendition> byKey = new HashMap<>();

        private record Key(List<KindSpec> redact, KindSpec format) {}

        Rendition of(BoundExport export) {
            return byKey.computeIfAbsent(
                    new Key(export.spec().redact(), export.spec().format()),
                    key -> new Rendition(export.redactor(), export.format().rowEncoder(export.type())));
        }
    }
}
