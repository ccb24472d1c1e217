package dev.waybill.control.console.state;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.control.status.CatalogExport;
import dev.waybill.control.status.ExportStatus;
import dev.waybill.control.status.Judgement;
import dev.waybill.control.status.LedgerFindings;
import dev.waybill.control.status.LedgerProgress;
import dev.waybill.control.status.PlannedWindows;
import dev.waybill.control.status.Standing;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.window.Schedule;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes up what is with all exports, from what was read and looked at. Confined to one thread. */
final class BoardMaker {
    private final CatalogView view = new CatalogView();
    private final Map<ScheduleSpec, Schedule> schedules = new HashMap<>();

    /** The exports of the catalog. */
    Collection<CatalogExport> exports(CatalogSnapshot catalog, Instant now) {
        return view.exports(catalog, now);
    }

    /** All exports at one moment. */
    Board board(CatalogSnapshot catalog, FollowedState state, ClusterView cluster, Instant now) {
        Collection<CatalogExport> exports = view.exports(catalog, now);
        LedgerFindings.Found ledgers = LedgerFindings.of(
                state.application(),
                state.glance(exports, now),
                cluster.lag(),
                cluster::members,
                exports.stream().filter(CatalogExport::isActive).toList(),
                now);
        Judgement judgement = new Judgement(cluster.lanes(), ledgers, cluster.connectors(), now);
        PlannedWindows windows = new PlannedWindows(catalog, schedules);
        List<ExportView> views = new ArrayList<>();
        for (CatalogExport export : exports) {
            Optional<ExportBook> book = state.find(export.id());
            Optional<Instant> unpassed =
                    windows.firstDueAfter(export, source -> state.passed(export.id(), source), now);
            LedgerProgress progress =
                    book.map(found -> found.progress(unpassed)).orElseGet(() -> LedgerProgress.passed(unpassed));
            ExportStatus status =
                    judgement.of(export, Optional.empty(), book.flatMap(ExportBook::said), Optional.empty(), progress);
            views.add(new ExportView(
                    line(status, book, progress, now),
                    status,
                    status.said().map(said -> said.heldBack(now)).orElse(List.of()),
                    export.spec().flatMap(spec -> state.passed(export.id(), spec.source()))));
        }
        return new Board(now, views, ledgers.whole());
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
