package dev.waybill.app;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ExportId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What an operator should know of single exports, for {@code /readyz}: none of it makes a rollout wait. */
final class OperatorNotes {
    /** Probes ask every few seconds. */
    private static final int NOTED = 20;

    private OperatorNotes() {}

    static List<String> of(Collection<ExportId> heldBack, CatalogSnapshot catalog) {
        List<String> notes = new ArrayList<>(first(
                heldBack.stream().map(ExportId::toString), " held back: what its spec needs is missing, see the log"));
        notes.addAll(first(catalog.pauses().stream().map(pause -> pause.scope().toString()), " paused"));
        return notes;
    }

    private static List<String> first(Stream<String> names, String what) {
        List<String> sorted = names.sorted().toList();
        List<String> notes = new ArrayList<>(
                sorted.stream().limit(NOTED).map(name -> name + " is" + what).toList());
        if (sorted.size() > NOTED) {
            notes.add((sorted.size() - NOTED) + " more are" + what);
        }
        return notes;
    }
}
