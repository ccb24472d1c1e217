package dev.waybill.config;

import dev.waybill.event.EventType;
import dev.waybill.format.OutputFormat;
import dev.waybill.layout.Layout;
import dev.waybill.redact.Redactor;
import dev.waybill.select.EventFilter;
import dev.waybill.spec.ExportSpec;
import dev.waybill.window.Schedule;

/**
 * An export ready to take events. Filter, redactor and schedule keep scratch memory: one object per thread.
 *
 * @param spec what it was made of
 * @param configVersion the spec's version
 * @param type the events it reads
 * @param redactor leaves nothing in an event but what {@code format} shows
 */
public record BoundExport(
        ExportSpec spec,
        String configVersion,
        EventType type,
        EventFilter filter,
        Redactor redactor,
        OutputFormat format,
        Layout layout,
        Schedule schedule) {
    /** The part of it that makes files of rows. */
    public BoundOutput output() {
        return new BoundOutput(spec, configVersion, type, format, layout);
    }
}
