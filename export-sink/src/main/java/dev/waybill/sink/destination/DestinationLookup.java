package dev.waybill.sink.destination;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.destination.DestinationEntry;
import java.util.Optional;

/** Knows the destination of each export. Safe for use by several threads. */
public interface DestinationLookup {
    /** Where the export's objects go now; empty when no such export is known. */
    Optional<DestinationEntry> find(ExportId export);

    /** Looks for changes if it is time to, and says whether there were any. */
    boolean refresh();
}
