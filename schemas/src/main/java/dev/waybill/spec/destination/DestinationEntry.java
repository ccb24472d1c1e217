package dev.waybill.spec.destination;

import dev.waybill.contract.ExportId;
import java.util.Optional;

/**
 * Where the parts of one export go.
 *
 * @param exportId whose parts
 * @param topic that carries them
 * @param externalId to show when assuming the destination's role; empty where there is no role
 * @param destination where they go
 */
public record DestinationEntry(ExportId exportId, String topic, Optional<String> externalId, Destination destination) {
    public DestinationEntry {
        if (topic.isBlank()) {
            throw new IllegalArgumentException("topic must not be blank");
        }
    }
}
