package dev.waybill.control.console.state;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.control.status.CatalogExport;
import dev.waybill.control.status.CatalogFindings;
import dev.waybill.control.status.ExportState;
import dev.waybill.control.status.Finding;
import dev.waybill.control.status.LaneStatus;
import dev.waybill.control.status.Lanes;
import dev.waybill.control.status.PlannedWindow;
import dev.waybill.control.status.PlannedWindows;
import dev.waybill.spec.ExportSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the console knows, for whoever asks. Lists are made up anew every few seconds and are as old as that; what is asked of a
 * single export is of this moment. Thread-safe; {@link ConsoleWatch} keeps it up.
 */
public final class ConsoleState {
    /** More windows are not given at once. */
    public static final int MAX_WINDOWS = 1_000;

    /** A receipt is about the windows of a day at most, which has 25 hours at most. */
    private static final Duration RECEIPT_REACH = Duration.ofDays(2);

    /** The clocks of who writes a part and of who says so differ by less. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private final Supplier<Knowledge> catalog;
    private final TopicFollower follower;
    private final ClusterLook cluster;
    private final ObjectReader objects;
    private final BoardMaker maker;
    private final Clock clock;

    private volatile Board board = Board.EMPTY;
    private volatile boolean ready;

    ConsoleState(
            Supplier<Knowledge> catalog,
            TopicFollower follower,
            ClusterLook cluster,
            ObjectReader objects,
            BoardMaker maker,
            Clock clock) {
        this.catalog = catalog;
        this.follower = follower;
        this.cluster = cluster;
        this.objects = objects;
        this.maker = maker;
        this.clock = clock;
    }

    /** Whether everything was known once that was there when the console began. */
    public boolean isReady() {
        return ready;
    }

    /** How far everything is known. */
    public Freshness freshness() {
        FollowedState state = follower.state();
        Map<String, Instant> known = new HashMap<>(follower.knownUpTo());
        Instant catalogUpTo = catalog.get().knownUpTo();
        if (catalogUpTo.isAfter(Instant.EPOCH)) {
            known.put(Topics.CATALOG, catalogUpTo);
        }
        return new Freshness(
                known,
                cluster.view().lanes().at(),
                Stream.concat(follower.trouble().stream(), cluster.trouble().stream())
                        .toList(),
                state.windows(),
                state.bytes(),
                state.unreadable());
    }

    /** All exports at a glance. */
    public Overview overview() {
        Board now = board;
        List<Finding> findings =
                new ArrayList<>(CatalogFindings.of(catalog.get().snapshot(), PauseScope.EVERYTHING));
        findings.addAll(now.findings());
        return new Overview(
                now.at(),
                now.tenants().size(),
                now.states(Optional.empty()),
                now.needSomebody(Optional.empty()),
                findings,
                cluster.view().connectors(),
                follower.state().series(clock.instant()),
                freshness());
    }

    /**
     * Exports, as a page of a list.
     *
     * @throws UnknownExportException if the page is to go on after an export that there is no more
     */
    public ExportPage exports(ExportQuery query) {
        return board.page(query);
    }

    /** Tenants that have exports, by id, after one of them. */
    public List<TenantLine> tenants(String after, int limit) {
        return board.tenants().tailMap(after + "\0").values().stream()
                .limit(limit)
                .toList();
    }

    /** A tenant; empty if it has no export. */
    public Optional<TenantLine> tenant(String id) {
        return Optional.ofNullable(board.tenants().get(id));
    }

    /** All that is known of one export, but for its windows; empty if the catalog knows no such export. */
    public Optional<ExportView> export(ExportId id) {
        return board.find(id);
    }

    /**
     * The windows of an export that start in a stretch of time, in order.
     *
     * @param limit how many at most, up to {@link #MAX_WINDOWS}
     * @return empty if the catalog knows no such export
     */
    public Optional<WindowPage> windows(ExportId id, Instant from, Instant to, int limit) {
        // Windows start at whole seconds, and rows are kept by them: with both ends so, plans and rows mean the same
        // windows.
        return windowsOfSeconds(id, wholeSecond(from), wholeSecond(to), limit);
    }

    /** The same instant or the first whole second after it. */
    private static Instant wholeSecond(Instant instant) {
        Instant second = instant.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(instant) ? instant : second.plusSeconds(1);
    }

    private Optional<WindowPage> windowsOfSeconds(ExportId id, Instant from, Instant to, int limit) {
        CatalogSnapshot snapshot = catalog.get().snapshot();
        Optional<ExportRecord> record = snapshot.tenant(id.tenant())
                .flatMap(entry -> entry.record())
                .map(tenant -> tenant.export(id.export()))
                .filter(export -> !export.reigns().isEmpty());
        return record.map(export -> {
            int most = Math.max(1, Math.min(limit, MAX_WINDOWS));
            WindowCalendar calendar = calendar(id, export);
            Instant begin = from.isBefore(calendar.wholeFrom()) ? earliest(id, from, calendar.wholeFrom()) : from;
            List<PlannedWindow> planned =
                    new PlannedWindows(snapshot, new HashMap<>()).between(export, begin, to, most + 1);
            Instant end = planned.size() > most ? planned.get(most).window().end() : to;
            List<WindowRow> rows = follower.state()
                    .find(id)
                    .map(book -> book.rows(begin.minus(RECEIPT_REACH), end))
                    .orElse(List.of());
            List<WindowLine> lines = calendar.lines(planned, rows, begin);
            boolean more = lines.size() > most;
            return new WindowPage(
                    more ? lines.subList(0, most) : lines,
                    calendar.wholeFrom().equals(Instant.MIN) ? Optional.empty() : Optional.of(calendar.wholeFrom()),
                    more ? Optional.of(lines.get(most).window().start()) : Optional.empty());
        });
    }

    /** Where the first row stands that is kept from then on, else where all is known from. */
    private Instant earliest(ExportId id, Instant from, Instant whole) {
        return follower.state()
                .find(id)
                .flatMap(book -> book.rows(from, whole).stream().findFirst())
                .map(row -> Instant.ofEpochSecond(row.start))
                .orElse(whole);
    }

    private WindowCalendar calendar(ExportId id, ExportRecord record) {
        FollowedState state = follower.state();
        Optional<Source> source = record.lastThatRuled()
                .flatMap(version -> version.spec(any -> {}))
                .map(ExportSpec::source);
        Optional<ExportBook> book = state.find(id);
        return new WindowCalendar(
                id.export(),
                board.find(id).map(view -> view.line().state()).orElse(ExportState.DELIVERING),
                source.flatMap(of -> state.passed(id, of)),
                book.map(ExportBook::openStarts).orElse(Set.of()),
                book.flatMap(ExportBook::behindSince),
                source.map(of -> state.wholeFrom(id, of)).orElse(Instant.MIN),
                clock.instant());
    }

    /**
     * The objects of the window that starts then, read from the ledger and the deliveries.
     *
     * @return without any if nothing is known of such a window
     * @throws dev.waybill.contract.ClusterException if the cluster cannot be reached
     */
    public WindowObjects objects(ExportId id, Instant start) {
        return follower.state()
                .find(id)
                .flatMap(book -> book.row(start))
                .map(row -> objects.read(id, row))
                .orElse(WindowObjects.NONE);
    }

    /** Reads on for a moment; answers whether everything that was there is known. */
    boolean follow() {
        boolean whole = follower.round();
        if (whole && catalog.get().knownUpTo().isAfter(Instant.EPOCH)) {
            ready = true;
        }
        return whole;
    }

    /** Whether nothing new is learned at the moment. */
    boolean isStuck() {
        return follower.trouble().isPresent();
    }

    /** Looks at the cluster, and takes up what follows. */
    void look() {
        follower.lookForTopics();
        CatalogSnapshot snapshot = catalog.get().snapshot();
        Collection<CatalogExport> exports = maker.exports(snapshot, clock.instant());
        cluster.look(snapshot, exports);
        FollowedState state = follower.state();
        Lanes lanes = cluster.view().lanes();
        if (ready) {
            exports.forEach(export -> settle(export.id(), lanes, state));
        }
    }

    private static void settle(ExportId id, Lanes lanes, FollowedState state) {
        Optional<Instant> before = lanes.deliveredBefore(id).map(time -> time.minus(CLOCKS));
        Optional<ExportBook> book = state.find(id);
        if (before.isPresent() && book.isPresent()) {
            boolean lost = lanes.of(id).stream().map(LaneStatus::progress).anyMatch(lane -> lane.lost() > 0);
            book.get().settledBefore(before.get(), lost);
        }
    }

    /** Makes up the lists anew. */
    void refresh() {
        board = maker.board(catalog.get().snapshot(), follower.state(), cluster.view(), clock.instant());
    }

    /** Forgets what is older than is kept. */
    void forget() {
        follower.state().forget(clock.instant());
    }

    void close() {
        objects.close();
        follower.close();
    }
}
