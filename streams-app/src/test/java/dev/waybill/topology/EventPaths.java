package dev.waybill.topology;

import dev.waybill.batch.PartitionBatches;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.spec.ExportSpec;
import dev.waybill.wire.EventDecoder;
import java.time.Duration;
import java.util.List;

/** Paths of download events that may not come to quarantine. */
final class EventPaths {
    private static final ExportBinder BINDER = ExportBinder.forCurrentSchemas(name -> "secret");

    private EventPaths() {}

    static EventPath of(PartitionBatches batches, List<ExportSpec> exports) {
        return new EventPath(
                new EventReader(
                        new EventDecoder(EventSchemas.schema(Source.DOWNLOAD), new InMemorySchemaLookup()),
                        Duration.ofMinutes(5)),
                new Routes(batches, exports, BINDER.forPartition(), new HeldBack(List.of())),
                batches,
                ticket -> {
                    throw new AssertionError(ticket.reason());
                },
                DeliveryMetrics.NONE);
    }
}
