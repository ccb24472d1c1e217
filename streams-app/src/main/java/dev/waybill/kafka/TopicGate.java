package dev.waybill.kafka;

/** Knows which export topics can be written to now. */
public interface TopicGate {
    /** Whether the export topic exists and takes messages as large as parts may be. */
    boolean isOpen(String topic);
}
