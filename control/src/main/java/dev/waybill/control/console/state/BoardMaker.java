package dev.waybill.control.console.state;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ExportId;
import dev.waybill.control.console.checkup.Checkup;
import dev.waybill.control.status.CatalogExport;
import dev.waybill.control.status.ExportStatus;
import dev.waybill.control.status.Finding;
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
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes up what is with all exports, from what was read and looked at. Confined to one thread. */
final class BoardMaker {
    private final Function<ExportId, Optional<Checkup>> checkups;
    private final CatalogView view = new CatalogView();
    private final Map<ScheduleSpec, Schedule> schedules = new HashMap<>();

    /** @param checkups what the doctor found of an export last */
    BoardMaker(Function<ExportId, Optional<Checkup>> checkups) {
        this.checkups = checkups;
    }

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
                    line(status, book, progress, checkups.apply(export.id()), now),
                    status,
                    status.said().map(said -> said.heldBack(now)).orElse(List.of()),
                    export.spec().flatMap(spec -> state.passed(export.id(), spec.source()))));
        }
        return new Board(now, views, ledgers.whole());
    }

    private static ExportLine line(
            ExportStatus status,
            Optional<ExportBook> book,
            LedgerProgress progress,
            Optional<Checkup> checkup,
            Instant now) {
        Standing standing = status.standing();
        Optional<ExportBook.LastWindow> last = book.flatMap(ExportBook::last);
        Optional<Finding> unready = checkup.filter(found -> !hasDelivered(found, last))
                .flatMap(found -> found.tenant().failure());
        Optional<Finding> shown = unready.filter(finding -> standing.reason().isEmpty());
        return new ExportLine(
                status.id(),
                standing.state(),
                shown.map(Finding::what).orElse(standing.reason()),
                shown.map(Finding::advice).orElse(standing.advice()),
                Stream.concat(status.findings().stream(), unready.stream()).toList(),
                status.catalog().now().flatMap(rule -> rule.version()),
                status.catalog().spec().map(spec -> spec.destination().base()),
                last.map(window -> new Window(window.start(), window.end())),
                last.flatMap(window -> window.at().map(at -> Duration.between(window.end(), at))),
                book.map(ExportBook::undelivered).orElse(0),
                behind(progress, now),
                checkup,
                status.loss());
    }

    /** Whether a window is in the bucket that was looked at: what was wrong there is then told by deliveries themselves. */
    private static boolean hasDelivered(Checkup checkup, Optional<ExportBook.LastWindow> last) {
        return last.filter(window -> !window.start().isBefore(checkup.export().since()))
                .isPresent();
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
