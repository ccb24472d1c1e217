package dev.waybill.control.progress;

import dev.waybill.ledger.DeliveryHeldBack;
import dev.waybill.ledger.DeliveryLane;
import dev.waybill.ledger.DeliveryRecord;
import dev.waybill.ledger.DeliveryResumed;
import dev.waybill.ledger.ObjectDelivered;
import dev.waybill.ledger.RecordParked;
import dev.waybill.ledger.RecordRefused;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Of records in the order in which they were written, all of one export. */
    static DeliveryGlance of(List<DeliveryRecord> records) {
        Optional<ObjectDelivered> last = Optional.empty();
        Optional<RecordParked> parked = Optional.empty();
        Optional<RecordRefused> refused = Optional.empty();
        Map<DeliveryLane, DeliveryHeldBack> heldBack = new HashMap<>();
        for (DeliveryRecord record : records) {
            if (record instanceof ObjectDelivered delivered) {
                last = Optional.of(delivered);
                heldBack.remove(record.lane());
            } else if (record instanceof DeliveryHeldBack held) {
                heldBack.put(record.lane(), held);
            } else if (record instanceof DeliveryResumed) {
                heldBack.remove(record.lane());
            } else if (record instanceof RecordParked one) {
                parked = Optional.of(one);
                heldBack.remove(record.lane());
            } else if (record instanceof RecordRefused one) {
                refused = Optional.of(one);
            }
        }
        return new DeliveryGlance(
                last,
                heldBack.values().stream()
                        .sorted(Comparator.comparing(DeliveryHeldBack::since))
                        .toList(),
                parked,
                refused);
    }
}
