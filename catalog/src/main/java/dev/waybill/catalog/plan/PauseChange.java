package dev.waybill.catalog.plan;

import dev.waybill.catalog.record.CatalogKey;
import dev.waybill.catalog.record.PauseJson;
import dev.waybill.catalog.record.PauseKey;
import dev.waybill.catalog.record.PauseRecord;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Paused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pauses something, or lets it go on. It takes effect as soon as processes have read it.
 *
 * @param verb which of the two
 * @param why may be empty
 */
public record PauseChange(PauseScope scope, Verb verb, String by, String why) implements CatalogChange {
    /** Who has paused something, where that cannot be read. */
    private static final String UNKNOWN = "unknown";

    /** What to do. */
    public enum Verb {
        PAUSE,
        RESUME
    }

    public static PauseChange pause(PauseScope scope, String by, String why) {
        return new PauseChange(scope, Verb.PAUSE, by, why);
    }

    /** Ends the pause of the scope, and of everything in it. A pause of more than the scope stays. */
    public static PauseChange resume(PauseScope scope, String by, String why) {
        return new PauseChange(scope, Verb.RESUME, by, why);
    }

    @Override
    public Map<CatalogKey, Long> madeFrom() {
        return Map.of();
    }

    @Override
    public Decision decide(CatalogSnapshot catalog, Instant a) {
        return new Records(verb == Verb.PAUSE ? paused(catalog, a) : resumed(catalog, a));
    }

    /** Who paused first, and why, stays to be read. */
    private List<NewRecord> paused(CatalogSnapshot catalog, Instant a) {
        boolean already = catalog.pauses().stream()
                .anyMatch(paused ->
                        paused.scope().equals(scope) && paused.record().isPresent());
        PauseRecord pause = PauseRecord.since(new Change(by, a, why));
        return already
                ? List.of()
                : List.of(new NewRecord(new PauseKey(scope), Optional.of(PauseJson.write(pause)), Optional.empty()));
    }

    /** The record stays, and says who ended the pause: nobody could be asked otherwise. */
    private List<NewRecord> resumed(CatalogSnapshot catalog, Instant a) {
        Change end = new Change(by, a, why);
        return catalog.pauses().stream()
                .filter(paused -> scope.contains(paused.scope()))
                .map(paused -> new NewRecord(
                        new PauseKey(paused.scope()),
                        Optional.of(PauseJson.write(known(paused).resumed(end))),
                        Optional.empty()))
                .toList();
    }

    /** Of a record that cannot be read only the time is known. */
    private static PauseRecord known(Paused paused) {
        return paused.record().orElseGet(() -> PauseRecord.since(new Change(UNKNOWN, paused.appended(), "")));
    }
}
