package dev.waybill.control.pause;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.PauseEnd;
import dev.waybill.catalog.snapshot.Paused;
import dev.waybill.contract.ExportId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a pause, or its end, has changed.
 *
 * @param lines for people
 */
public record PauseReport(List<String> lines) {
    public PauseReport {
        lines = List.copyOf(lines);
    }

    static PauseReport paused(PauseScope scope, CatalogSnapshot before, CatalogSnapshot now) {
        boolean already = has(scope, before);
        String first = already
                ? "paused already: " + scope.words()
                : "paused " + scope.words() + ": " + count(new KnownExports(now).active(scope))
                        + " held back within seconds; rows go on being collected";
        return new PauseReport(Stream.of(
                        Stream.of(first),
                        sorted(now)
                                .filter(paused -> already && paused.scope().equals(scope))
                                .map(PauseReport::since),
                        sorted(now)
                                .filter(paused -> !paused.scope().equals(scope) && overlaps(paused.scope(), scope))
                                .map(paused -> "also paused: " + since(paused)))
                .flatMap(lines -> lines)
                .toList());
    }

    static PauseReport resumed(PauseScope scope, CatalogSnapshot before, CatalogSnapshot now) {
        List<ExportId> all = new KnownExports(now).active(scope);
        List<ExportId> waiting =
                all.stream().filter(id -> now.paused(id).isPresent()).toList();
        boolean nothing = Pausing.within(scope, before).isEmpty();
        String first = nothing
                ? "nothing is paused in " + scope.words()
                : "resumed " + scope.words() + ": "
                        + count(all.stream()
                                .filter(id -> before.paused(id).isPresent() && !waiting.contains(id))
                                .toList())
                        + " " + "let go on";
        return new PauseReport(Stream.of(
                        Stream.of(first),
                        sorted(before)
                                .filter(paused -> scope.contains(paused.scope()))
                                .map(paused -> "ended: " + since(paused)),
                        sorted(now)
                                .filter(paused -> overlaps(paused.scope(), scope))
                                .map(paused -> "still paused: " + since(paused)),
                        waiting.isEmpty() ? Stream.<String>of() : Stream.of(count(waiting) + " still held back"))
                .flatMap(lines -> lines)
                .toList());
    }

    /** All lines. */
    public String text() {
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    /** Scope, and since when, by whom and why it is paused. */
    public static String since(Paused paused) {
        return paused.scope().words() + " since " + paused.appended()
                + paused.record()
                        .map(record -> by(record.since()))
                        .orElse(" (the record cannot be read; it holds all the same)");
    }

    /** The scope of a pause that has ended, and who made and who ended it. */
    public static String ended(PauseEnd ended) {
        Change since = ended.record().since();
        Change end = ended.record().resumed().orElseThrow();
        return ended.scope().words() + ": from " + since.at() + by(since) + "; ended at " + end.at() + by(end);
    }

    private static String by(Change change) {
        return " by " + change.by() + (change.why().isEmpty() ? "" : ": " + change.why());
    }

    private static boolean has(PauseScope scope, CatalogSnapshot catalog) {
        return catalog.pauses().stream()
                .anyMatch(paused ->
                        paused.scope().equals(scope) && paused.record().isPresent());
    }

    private static boolean overlaps(PauseScope one, PauseScope other) {
        return one.contains(other) || other.contains(one);
    }

    private static Stream<Paused> sorted(CatalogSnapshot catalog) {
        return catalog.pauses().stream()
                .sorted(Comparator.comparing(paused -> paused.scope().toString()));
    }

    private static String count(List<ExportId> exports) {
        return exports.size() == 1 ? "1 export is" : exports.size() + " exports are";
    }
}
