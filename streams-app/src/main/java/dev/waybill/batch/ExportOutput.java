package dev.waybill.batch;

import dev.waybill.contract.ExportId;
import dev.waybill.event.EventType;
import dev.waybill.format.OutputFormat;
import dev.waybill.layout.Layout;
import dev.waybill.contract.Source;
import java.time.Duration;

/**
 * What an export's parts look like and where they are emitted, under one version of its spec.
 *
 * @param id the export
 * @param configVersion the version of the spec, see {@code CanonicalSpec}
 * @param specJson the canonical spec itself, kept with windows it has begun
 * @param source where its events come from
 * @param type the events its rows were made from
 * @param format makes parts of rows
 * @param layout names the parts
 * @param partSize target size of a part as stored, bytes
 * @param topic the export topic
 * @param grace how long after a window's end its events are still on time
 * @param deduplicate whether an event delivered before is left out
 */
public record ExportOutput(
        ExportId id,
        String configVersion,
        String specJson,
        Source source,
        EventType type,
        OutputFormat format,
        Layout layout,
        int partSize,
        String topic,
        Duration grace,
        boolean deduplicate) {}
