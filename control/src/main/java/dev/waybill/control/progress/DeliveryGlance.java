package dev.waybill.control.progress;

import dev.waybill.ledger.DeliveryHeldBack;
import dev.waybill.ledger.ObjectDelivered;
import dev.waybill.ledger.RecordParked;
import dev.waybill.ledger.RecordRefused;
import java.util.List;
import java.util.Optional;

/**
 * What Waybill's sink has said about an export, as far as it is near the end of the topic.
 *
 * @param last the object that it delivered last
 * @param heldBack what it said last of each lane that it has neither resumed, delivered nor parked from since, the oldest first
 * @param parked the record that it parked last
 * @param refused the record that it passed over last
 */
public record DeliveryGlance(
        Optional<ObjectDelivered> last,
        List<DeliveryHeldBack> heldBack,
        Optional<RecordParked> parked,
        Optional<RecordRefused> refused) {
    public DeliveryGlance {
        heldBack = List.copyOf(heldBack);
    }
}
