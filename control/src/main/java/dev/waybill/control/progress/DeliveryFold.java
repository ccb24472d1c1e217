package dev.waybill.control.progress;

import dev.waybill.ledger.DeliveryHeldBack;
import dev.waybill.ledger.DeliveryLane;
import dev.waybill.ledger.DeliveryRecord;
import dev.waybill.ledger.DeliveryResumed;
import dev.waybill.ledger.ObjectDelivered;
import dev.waybill.ledger.RecordParked;
import dev.waybill.ledger.RecordRefused;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the sink has said of one export so far, record by record. Confined to one thread. */
public final class DeliveryFold {
    /** An export has few lanes; of more than this the one that was heard of longest ago is forgotten. */
    private static final int LANES = 16;

    private final Map<DeliveryLane, DeliveryHeldBack> heldBack = new LinkedHashMap<>(2);
    private @Nullable ObjectDelivered last;
    private @Nullable RecordParked parked;
    private @Nullable RecordRefused refused;

    /** Takes the next record of the export, in the order in which they were written. */
    public void add(DeliveryRecord record) {
        if (record instanceof ObjectDelivered delivered) {
            last = delivered;
            heldBack.remove(record.lane());
        } else if (record instanceof DeliveryHeldBack held) {
            heldBack.remove(record.lane());
            heldBack.put(record.lane(), held);
            if (heldBack.size() > LANES) {
                heldBack.remove(heldBack.keySet().iterator().next());
            }
        } else if (record instanceof DeliveryResumed) {
            heldBack.remove(record.lane());
        } else if (record instanceof RecordParked one) {
            parked = one;
            heldBack.remove(record.lane());
        } else if (record instanceof RecordRefused one) {
            refused = one;
        }
    }

    /** What is known now. */
    public DeliveryGlance glance() {
        return new DeliveryGlance(
                Optional.ofNullable(last),
                heldBack.values().stream()
                        .sorted(Comparator.comparing(DeliveryHeldBack::since))
                        .toList(),
                Optional.ofNullable(parked),
                Optional.ofNullable(refused));
    }
}
