package dev.waybill.control.console.state;

import dev.waybill.contract.ExportId;
import dev.waybill.control.status.ExportState;
import dev.waybill.control.status.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All exports at one moment. Immutable, but for what is made when somebody asks for it first. Thread-safe. */
final class Board {
    /** Of a console that knows nothing yet. */
    static final Board EMPTY = new Board(Instant.EPOCH, List.of(), List.of());

    private final Instant at;
    private final List<Finding> findings;
    private final Map<ExportId, ExportView> byId = new TreeMap<>();
    private final Map<ExportSort, List<ExportLine>> sorted = new EnumMap<>(ExportSort.class);
    /** Made when somebody asks for them first, and not changed afterwards. */
    private final SortedMap<String, TenantLine> tenants = new TreeMap<>();

    /** @param findings what the ledger says that concerns more than one export */
    Board(Instant at, List<ExportView> exports, List<Finding> findings) {
        this.at = at;
        this.findings = List.copyOf(findings);
        exports.forEach(export -> byId.put(export.line().id(), export));
    }

    /** When it was made. */
    Instant at() {
        return at;
    }

    List<Finding> findings() {
        return findings;
    }

    Optional<ExportView> find(ExportId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * A page of a list.
     *
     * @throws UnknownExportException if it is to go on after an export that there is no more
     */
    ExportPage page(ExportQuery query) {
        Comparator<ExportLine> order = query.sort().order();
        Optional<ExportLine> after = query.after()
                .map(id -> find(id).orElseThrow(() -> new UnknownExportException(id))
                        .line());
        List<ExportLine> page = new ArrayList<>();
        int matching = 0;
        boolean more = false;
        for (ExportLine line : sorted(query.sort())) {
            if (query.takes(line)) {
                matching++;
                if (after.filter(last -> order.compare(line, last) <= 0).isEmpty()) {
                    more = page.size() == query.limit();
                    if (!more) {
                        page.add(line);
                    }
                }
            }
        }
        return new ExportPage(
                page, matching, more ? Optional.of(page.get(page.size() - 1).id()) : Optional.empty());
    }

    private List<ExportLine> sorted(ExportSort sort) {
        synchronized (sorted) {
            return sorted.computeIfAbsent(sort, by -> lines().sorted(by.order()).toList());
        }
    }

    /** How many exports are in each state, of one tenant or of all. */
    Map<ExportState, Integer> states(Optional<String> tenant) {
        Map<ExportState, Integer> states = new EnumMap<>(ExportState.class);
        lines(tenant).forEach(line -> states.merge(line.state(), 1, Integer::sum));
        return states;
    }

    /** How many exports of one tenant or of all need somebody. */
    int needSomebody(Optional<String> tenant) {
        return (int) lines(tenant).filter(ExportLine::needsSomebody).count();
    }

    private Stream<ExportLine> lines() {
        return byId.values().stream().map(ExportView::line);
    }

    private Stream<ExportLine> lines(Optional<String> tenant) {
        return lines().filter(line -> tenant.map(line.id().tenant()::equals).orElse(true));
    }

    /** Tenants with their worst export's state, by id. */
    SortedMap<String, TenantLine> tenants() {
        synchronized (sorted) {
            if (tenants.isEmpty()) {
                lines().forEach(line -> tenants.merge(line.id().tenant(), TenantLine.of(line), TenantLine::and));
            }
            return tenants;
        }
    }
}
