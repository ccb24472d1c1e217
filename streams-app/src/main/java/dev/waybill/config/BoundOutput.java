package dev.waybill.config;

import dev.waybill.event.EventType;
import dev.waybill.format.OutputFormat;
import dev.waybill.layout.Layout;
import dev.waybill.spec.ExportSpec;

/**
 * What makes files of an export's rows.
 *
 * @param spec what it was made of
 * @param configVersion the spec's version
 * @param type the events it reads
 */
public record BoundOutput(ExportSpec spec, String configVersion, EventType type, OutputFormat format, Layout layout) {}
