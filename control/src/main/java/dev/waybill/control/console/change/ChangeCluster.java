package dev.waybill.control.console.change;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ExportId;
import dev.waybill.control.apply.TargetCluster;
import dev.waybill.control.pause.KnownExports;
import dev.waybill.control.pause.PauseReport;
import java.util.Map;
import java.util.function.Function;

/**
 * The cluster, as changes need it. Each method throws a {@code ClusterException} or a {@code CatalogException} if it cannot be
 * reached or refuses. Thread-safe.
 */
public interface ChangeCluster {
    /** Works on the cluster as {@code apply} does. */
    <T> T target(Function<TargetCluster, T> work);

    /** The catalog as it is now. */
    CatalogSnapshot catalog();

    /**
     * Holds back.
     *
     * @param scope finds it in the catalog as it is now
     * @throws dev.waybill.control.pause.UnknownNameException if the catalog has none
     */
    PauseReport pause(Function<KnownExports, PauseScope> scope, String by, String why);

    /** Ends the pause of it and of everything in it. */
    PauseReport resume(Function<KnownExports, PauseScope> scope, String by, String why);

    /**
     * Ends the backoff of one export.
     *
     * @return where marks were written; empty if no topic holds parts of it yet
     */
    Map<String, Long> retry(ExportId export);
}
