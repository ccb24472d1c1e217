package dev.waybill.kafka.replay;

import dev.waybill.batch.Part;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/** Where the parts of a replay go. */
public sealed interface ReplayTarget permits ExportTopics, NamedParts, PartFolder {
    /**
     * The step that takes the parts.
     *
     * @param topics the sink of export topics
     * @param notes the sink of notes
     */
    ProcessorSupplier<byte[], Part, byte[], Object> parts(String topics, String notes);

    /** Whether an export topic must be there and take parts. */
    boolean needsTopics();

    /** Whether what is delivered stands in the ledger, as that of the replay. */
    boolean keepsLedger();
}
