package dev.waybill.topology;

import dev.waybill.batch.ExportOutput;
import dev.waybill.config.BoundExport;
import dev.waybill.config.BoundOutput;
import dev.waybill.event.Event;
import dev.waybill.select.EventFilter;
import dev.waybill.select.Verdict;
import dev.waybill.spec.CanonicalSpec;
import dev.waybill.spec.ExportSpec;
import dev.waybill.window.Schedule;
import dev.waybill.window.Window;

/**
 * What one version of an export's spec does with an event; confined to one thread. Keeps no more of the bound export than
 * that takes, for there may be thousands.
 */
final class RoutedExport {
    private final EventFilter filter;
    private final Schedule schedule;
    private final ExportOutput output;
    private final Rendition rendition;

    RoutedExport(BoundExport export, Schedule schedule, Rendition.Cache renditions) {
        this.filter = export.filter();
        this.schedule = schedule;
        this.output = outputOf(export.output());
        this.rendition = renditions.of(export);
    }

    static ExportOutput outputOf(BoundOutput bound) {
        ExportSpec spec = bound.spec();
        return new ExportOutput(
                spec.exportId(),
                bound.configVersion(),
                CanonicalSpec.json(spec),
                spec.source(),
                bound.type(),
                bound.format(),
                bound.layout(),
                spec.partSize(),
                spec.topic(),
                spec.schedule().grace(),
                spec.deduplicate());
    }

    ExportOutput output() {
        return output;
    }

    /**
     * The window of an event.
     *
     * @throws ScheduleFault if there is a fault in the schedule
     */
    Window windowAt(long occurredAtMicros) {
        try {
            return schedule.windowAt(occurredAtMicros);
        } catch (RuntimeException | StackOverflowError e) {
            throw new ScheduleFault(e);
        }
    }

    Verdict select(Event event) {
        return filter.verdict(event);
    }

    Rendition rendition() {
        return rendition;
    }
}
