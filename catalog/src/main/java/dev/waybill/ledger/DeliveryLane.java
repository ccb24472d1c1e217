package dev.waybill.ledger;

import dev.waybill.contract.ExportId;

/**
 * What goes from one partition, for one export, to one destination.
 *
 * @param topic that the parts are read from
 * @param destination what stands in front of the objects' names; {@code unknown} for parts of versions that are not known
 * @param id tells destinations apart that have that in common; {@code unknown} as above
 */
public record DeliveryLane(ExportId export, String topic, int partition, String destination, String id) {
    public DeliveryLane {
        Whole.require("partition", partition);
    }
}
