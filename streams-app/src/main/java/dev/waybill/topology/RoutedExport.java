package dev.waybill.topology;

import dev.waybill.batch.ExportOutput;
import dev.waybill.config.BoundExport;
import dev.waybill.contract.Topics;
import dev.waybill.event.Event;
import dev.waybill.format.RowBuffer;
import dev.waybill.format.RowEncoder;
import dev.waybill.spec.CanonicalSpec;
import dev.waybill.window.Window;

/** What one version of an export's spec does with an event; confined to one thread. */
final class RoutedExport {
    private final BoundExport export;
    private final ExportOutput output;
    private final RowEncoder encoder;

    RoutedExport(BoundExport export) {
        this.export = export;
        this.output = new ExportOutput(
                export.spec().exportId(),
                export.configVersion(),
                CanonicalSpec.json(export.spec()),
                export.spec().source(),
                export.type(),
                export.format(),
                export.layout(),
                export.spec().partSize(),
                Topics.delivery(export.spec()),
                export.spec().schedule().grace(),
                export.spec().deduplicate());
        this.encoder = export.format().rowEncoder(export.type());
    }

    ExportOutput output() {
        return output;
    }

    Window windowAt(long occurredAtMicros) {
        return export.schedule().windowAt(occurredAtMicros);
    }

    boolean accepts(Event event) {
        return export.filter().accepts(event);
    }

    /** Redacts in place; false where the event must be withheld. */
    boolean redact(Event event) {
        return export.redactor().redact(event);
    }

    void encode(Event event, RowBuffer row) {
        encoder.encode(event, row);
    }
}
