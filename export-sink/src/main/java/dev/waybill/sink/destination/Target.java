package dev.waybill.sink.destination;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.destination.Destination;
import java.util.Optional;

/**
 * Where parts of an export go.
 *
 * @param export whose parts
 * @param externalId to show when assuming the destination's role; empty where there is no role
 */
public record Target(ExportId export, Destination destination, Optional<String> externalId) {
    /** Leaves the external id out: it is shared with one tenant only. */
    @Override
    public String toString() {
        return "Target[" + export + " to " + destination.base() + "]";
    }
}
