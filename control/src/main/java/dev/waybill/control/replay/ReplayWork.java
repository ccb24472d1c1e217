package dev.waybill.control.replay;

import dev.waybill.app.replay.BegunReplay;
import dev.waybill.app.replay.PlannedReplay;
import dev.waybill.app.replay.ReplayId;
import dev.waybill.app.replay.ReplayProgress;
import dev.waybill.app.replay.ReplayReport;
import dev.waybill.app.replay.ReplayRequest;
import dev.waybill.app.replay.UnfinishedReplay;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Does replays. Each method throws a {@code ClusterException} or a {@code CatalogException} if the cluster cannot be asked, and
 * a {@code ReplayRefusedException} if it cannot be done. Thread-safe.
 */
public interface ReplayWork {
    /**
     * What would be done, or is, if it has begun; changes nothing.
     *
     * @param given its id; empty for that of the request
     * @throws dev.waybill.spec.yaml.SpecException if a version cannot be made of its spec
     */
    PlannedReplay plan(ReplayRequest request, Optional<ReplayId> given);

    /**
     * Begins it without doing it, or finds that it has begun.
     *
     * @param given its id; empty for that of the request
     * @throws dev.waybill.spec.yaml.SpecException if a version cannot be made of its spec
     */
    BegunReplay begin(ReplayRequest request, Optional<ReplayId> given);

    /**
     * Does it, or what is left of it.
     *
     * @param stopped asked now and then whether to stop
     * @param progress told now and then how far it is
     * @return what was done; empty if it was stopped
     */
    Optional<ReplayReport> run(BegunReplay replay, BooleanSupplier stopped, Consumer<ReplayProgress> progress);

    /** The ids of those that have begun, here or elsewhere, and have not come to their end. */
    SortedSet<ReplayId> begun();

    /** One of them; empty if there is none. */
    Optional<UnfinishedReplay> find(ReplayId id);

    /**
     * Deletes what one has left in the cluster and here.
     *
     * @return whether there was anything
     * @throws IOException if its state here cannot be deleted
     */
    boolean forget(ReplayId id) throws IOException;
}
