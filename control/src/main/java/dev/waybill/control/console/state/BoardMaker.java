package dev.waybill.control.console.state;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.status.CatalogExport;
import dev.waybill.control.status.ExportStatus;
import dev.waybill.control.status.Judgement;
import dev.waybill.control.status.Lanes;
import dev.waybill.control.status.LedgerProgress;
import dev.waybill.control.status.Standing;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes up what is with all exports, from what was read and looked at. Confined to one thread. */
final class BoardMaker {
    private final CatalogView view = new CatalogView();

    /** The exports of the catalog. */
    Collection<CatalogExport> exports(CatalogSnapshot catalog, Instant now) {
        return view.exports(catalog, now);
    }

    /** All exports at one moment. */
    Board board(
            CatalogSnapshot catalog,
            FollowedState state,
            Lanes lanes,
            Optional<Map<String, ConnectorState>> connectors,
            Instant now) {
        Judgement judgement = new Judgement(lanes, connectors, now);
        PlannedWindows windows = new PlannedWindows(catalog);
        List<ExportView> views = new ArrayList<>();
        for (CatalogExport export : view.exports(catalog, now)) {
            Optional<ExportBook> book = state.find(export.id());
            Optional<Instant> unpassed = view.unpassedDue(export, state, windows, now);
            LedgerProgress progress = book.map(found -> found.progress(unpassed))
                    .orElseGet(() ->
                            new LedgerProgress(Optional.empty(), Optional.empty(), unpassed, Optional.empty()));
            ExportStatus status = judgement.of(
                    export,
                    Optional.empty(),
                    book.flatMap(ExportBook::said),
                    Optional.empty(),
                    Optional.of(progress));
            views.add(new ExportView(
                    line(status, book, progress, now),
                    status,
                    status.said().map(said -> said.heldBack(now)).orElse(List.of()),
                    export.spec().flatMap(spec -> state.passed(export.id(), spec.source()))));
        }
        return new Board(now, views);
    }

    private static ExportLine line(
            ExportStatus status, Optional<ExportBook> book, LedgerProgress progress, Instant now) {
        Standing standing = status.standing();
        Optional<ExportBook.LastWindow> last = book.flatMap(ExportBook::last);
        return new ExportLine(
                status.id(),
                standing.state(),
                standing.reason(),
                standing.advice(),
                status.findings(),
                status.catalog().now().flatMap(rule -> rule.version()),
                status.catalog().spec().map(spec -> spec.destination().base()),
                last.map(window -> new Window(window.start(), window.end())),
                last.flatMap(window -> window.at().map(at -> Duration.between(window.end(), at))),
                book.map(ExportBook::undelivered).orElse(0),
                behind(progress, now),
                status.loss());
    }

    private static Duration behind(LedgerProgress progress, Instant now) {
        return Stream.of(progress.unemittedDue(), progress.unpassedDue(), progress.undeliveredSince())
                .flatMap(Optional::stream)
                .filter(due -> due.isBefore(now))
                .map(due -> Duration.between(due, now))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
