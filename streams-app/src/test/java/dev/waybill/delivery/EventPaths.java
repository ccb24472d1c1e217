package dev.waybill.delivery;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.export.Versions;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.wire.EventDecoder;

/** What paths of download events are made with. */
final class EventPaths {
    private static final ExportBinder BINDER = ExportBinder.forCurrentSchemas(name -> "secret");

    private EventPaths() {}

    static EventPath.Setup of(CatalogView catalog, BatchSettings settings, MemoryBudget memory) {
        return of(catalog, BINDER.forPartition(), new InMemorySchemaLookup(), settings, memory);
    }

    static EventPath.Setup of(
            CatalogView catalog, Versions versions, SchemaLookup schemas, BatchSettings settings, MemoryBudget memory) {
        return new EventPath.Setup(
                () -> new EventDecoder(EventSchemas.schema(Source.DOWNLOAD), schemas),
                Source.DOWNLOAD,
                catalog,
                () -> versions,
                settings,
                memory);
    }
}
