package dev.waybill.kafka;

import dev.waybill.batch.ExportOutput;

/** Knows which export topics can be written to now. */
public interface TopicGate {
    /** Whether the export's topic exists and takes messages as large as the export's parts. */
    boolean isOpen(ExportOutput output);
}
