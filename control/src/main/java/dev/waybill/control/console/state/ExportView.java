package dev.waybill.control.console.state;

import dev.waybill.control.status.ExportStatus;
import dev.waybill.ledger.DeliveryHeldBack;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one export, but for its windows.
 *
 * @param status what {@code status} says of it
 * @param heldBack what holds its deliveries back now; without a pause
 * @param passed what all partitions of its source have passed; empty if that is not known
 */
public record ExportView(
        ExportLine line, ExportStatus status, List<DeliveryHeldBack> heldBack, Optional<Instant> passed) {
    public ExportView {
        heldBack = List.copyOf(heldBack);
    }
}
