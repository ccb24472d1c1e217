package dev.waybill.format;

import dev.waybill.event.EventType;
import dev.waybill.format.line.Framing;
import dev.waybill.format.line.TextPartWriter;
import dev.waybill.format.row.PartWriter;
import java.io.IOException;
import java.io.OutputStream;

/** The text formats whose files are lines and nothing else. */
sealed interface TextLines extends OutputFormat
        permits JsonLines,
                JsonLinesTimestamp,
                ApacheCommon,
                ApacheCombined,
                ApacheCloudsmith,
                S3AccessLog,
                Cef,
                Ecs,
                Ocsf {
    @Override
    default PartWriter open(EventType type, int partSizeBytes, OutputStream out) throws IOException {
        return new TextPartWriter(Framing.LINES, spec().compression(), partSizeBytes, out);
    }
}
