package dev.waybill.control.pause;

import dev.waybill.catalog.plan.PauseChange;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Paused;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWriter;
import dev.waybill.catalog.topic.Outcome;
import dev.waybill.catalog.topic.Rejected;
import dev.waybill.contract.ClusterException;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;

/** Writes pauses and their ends into the catalog, and says what follows. */
public final class Pausing {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CatalogReader reader;
    private final CatalogWriter writer;

    /** Reads and writes with these, which the caller closes. */
    public Pausing(CatalogReader reader, CatalogWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /**
     * Holds back what the scope names.
     *
     * @param scope finds it in the catalog as it is now
     * @throws dev.waybill.catalog.topic.CatalogException if the catalog cannot be read or written
     */
    public PauseReport pause(Function<KnownExports, PauseScope> scope, String by, String why) {
        CatalogSnapshot before = read();
        PauseScope found = scope.apply(new KnownExports(before));
        write(PauseChange.pause(found, by, why));
        return PauseReport.paused(found, before, read());
    }

    /**
     * Ends the pause of what the scope names, and of everything in it.
     *
     * @param scope finds it in the catalog as it is now
     * @throws dev.waybill.catalog.topic.CatalogException if the catalog cannot be read or written
     */
    public PauseReport resume(Function<KnownExports, PauseScope> scope, String by, String why) {
        CatalogSnapshot before = read();
        PauseScope found = scope.apply(new KnownExports(before));
        write(PauseChange.resume(found, by, why));
        return PauseReport.resumed(found, before, read());
    }

    private CatalogSnapshot read() {
        return reader.read(PATIENCE).snapshot();
    }

    private void write(PauseChange change) {
        Outcome outcome = writer.write(change);
        if (outcome instanceof Rejected rejected) {
            throw new ClusterException("the change was refused: " + rejected.refused());
        }
    }

    /** What is paused in the scope itself. */
    static Collection<Paused> within(PauseScope scope, CatalogSnapshot catalog) {
        return catalog.pauses().stream()
                .filter(paused -> scope.contains(paused.scope()))
                .toList();
    }
}
