package dev.waybill.receipt;

import dev.waybill.contract.ExportId;
import dev.waybill.verify.receipt.Document;
import dev.waybill.window.Window;
import java.util.List;

/**
 * A signed receipt, to be stored where the parts of its version are.
 *
 * @param export whose
 * @param topic that the parts of the version are emitted to
 * @param configVersion the version
 * @param span from the start of its first window to the end of its last
 * @param kind as its member {@code kind} says
 * @param documents its pages in their order, if it has any, and the receipt itself
 */
public record OutgoingReceipt(
        ExportId export, String topic, String configVersion, Window span, String kind, List<Document> documents) {
    public OutgoingReceipt {
        documents = List.copyOf(documents);
    }

    /** Names it only. */
    @Override
    public String toString() {
        return export + " " + documents.get(documents.size() - 1).name();
    }
}
