package dev.waybill.app.replay;

import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** What is to be done for a request, by what the catalog and the input say when it is made. */
final class Planning {
    /** Entries of a replay's own have no earlier time than this before the clock here when it begins. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final ReplaySetup setup;
    private final ReplayRequest request;
    private final CatalogSnapshot catalog;
    private final SettingsRecord settings;
    private final TenantRecord tenant;
    private final AskedWindows asked;
    private final SortedMap<String, String> versions;

    /** @throws ReplayRefusedException if the catalog has nothing that is asked for */
    Planning(ReplaySetup setup, ReplayRequest request, CatalogSnapshot catalog) {
        this.setup = setup;
        this.request = request;
        this.catalog = catalog;
        this.settings = catalog.settings()
                .orElseThrow(() -> new ReplayRefusedException("the catalog holds nothing yet; run: waybill apply"));
        this.tenant = tenant(request, catalog);
        this.asked = new AskedWindows(request, tenant, settings);
        this.versions = asked.versions();
    }

    private static TenantRecord tenant(ReplayRequest request, CatalogSnapshot catalog) {
        TenantEntry entry = catalog.tenant(request.tenant())
                .orElseThrow(() -> new ReplayRefusedException("the catalog has no tenant " + request.tenant()));
        if (entry.undecidableFrom() < Micros.of(request.to())) {
            throw new ReplayRefusedException("the catalog's record of tenant " + request.tenant()
                    + " cannot be read; write it anew with: waybill apply");
        }
        return entry.record().orElseThrow();
    }

    /** The tenant's record. */
    TenantRecord tenant() {
        return tenant;
    }

    /** The id of the request where nobody gave one. */
    ReplayId id() {
        return ReplayId.of(request, versions);
    }

    /**
     * A plan for the request.
     *
     * @throws ReplayRefusedException if no window is asked for
     */
    ReplayPlan plan(Inputs inputs, LedgerReading reading, Clock clock) {
        List<PlannedWindow> windows = asked.list(versions);
        if (windows.isEmpty()) {
            throw new ReplayRefusedException("no version of " + request.scope() + " rules a window that starts from "
                    + request.from() + " to " + request.to());
        }
        // Before the ends are asked for: what is due now can get nothing more.
        Instant now = clock.instant();
        Duration skew = settings.platform().entries().stream()
                .map(PlatformSettings::futureSkew)
                .max(Duration::compareTo)
                .orElseThrow();
        List<SourceSpan> spans = inputs.spans(topics(windows), request.from().minus(skew), now);
        return new ReplayPlan(request, now, skew, versions, spans, ledger(windows, inputs, reading, now, skew));
    }

    private ReplayLedger ledger(
            List<PlannedWindow> windows, Inputs inputs, LedgerReading reading, Instant now, Duration skew) {
        if (request.place() instanceof LocalFolder) {
            return ReplayLedger.NONE;
        }
        boolean compared = request.place() instanceof OriginalPlace;
        Instant from = compared ? request.from().minus(skew).minus(skew) : now.minus(CLOCKS_DIFFER);
        Set<TopicPartition> partitions = LedgerReading.partitions(PlannedWindow.exports(windows));
        List<SourceSpan> pieces = inputs.spans(List.of(Topics.LEDGER), from, now).stream()
                .filter(piece -> partitions.contains(piece.source()))
                .toList();
        List<LedgerEvidence> evidence = new ArrayList<>();
        if (compared) {
            pieces.forEach(piece -> evidence.addAll(evidence(windows, piece, reading, skew)));
        }
        return new ReplayLedger(pieces, evidence);
    }

    private List<LedgerEvidence> evidence(
            List<PlannedWindow> windows, SourceSpan piece, LedgerReading reading, Duration skew) {
        LedgerView view = view(piece, PlannedWindow.exports(windows), reading);
        Map<ExportId, LedgerEvidence> evidence = new TreeMap<>();
        for (PlannedWindow window : windows) {
            if (LedgerReading.partitions(List.of(window.export())).contains(piece.source())) {
                evidence.computeIfAbsent(
                        window.export(), export -> LedgerEvidence.of(window, view, piece.heldFrom(), skew));
            }
        }
        return List.copyOf(evidence.values());
    }

    private LedgerView view(SourceSpan piece, Collection<ExportId> exports, LedgerReading reading) {
        LedgerView view = new LedgerView();
        reading.read(piece, setup.applicationId(), exports, view::add);
        return view;
    }

    /** What live delivery has emitted of the exports of a plan, which is about the original place. */
    LedgerParts delivered(ReplayPlan plan, LedgerReading reading) {
        LedgerParts delivered = new LedgerParts(settings);
        List<ExportId> exports =
                plan.ledger().evidence().stream().map(LedgerEvidence::export).toList();
        for (SourceSpan piece : plan.ledger().pieces()) {
            LedgerView view = view(piece, exports, reading);
            plan.ledger().evidence().stream()
                    .filter(one -> LedgerReading.partitions(List.of(one.export())).contains(piece.source()))
                    .forEach(one -> delivered.add(one, view.parts(one.export())));
        }
        return delivered;
    }

    /** The topics that these windows' events are read from. */
    List<String> topics(List<PlannedWindow> windows) {
        return PlannedWindow.sources(windows).stream()
                .map(setup.placement()::topic)
                .toList();
    }

    /** All windows that a plan is about, each with why it cannot be delivered again, if it cannot. */
    List<PlannedWindow> windows(ReplayPlan plan) {
        return asked.list(plan.versions()).stream()
                .map(window -> plan.whyNot(window, topic(window.source()))
                        .map(window::without)
                        .orElse(window))
                .toList();
    }

    private String topic(Source source) {
        return setup.placement().topic(source);
    }

    /**
     * Asks whether these windows can be made now.
     *
     * @throws ReplayRefusedException if one is of an export that is paused
     * @throws SpecException if a version cannot be made of its spec, as for want of a secret
     */
    void check(List<PlannedWindow> windows) {
        windows.stream().map(PlannedWindow::export).distinct().forEach(this::requireNotPaused);
        Set<String> made = new LinkedHashSet<>();
        windows.forEach(window -> made.add(window.version()));
        List<ExportSpec> specs = tenant.exports().values().stream()
                .flatMap(export -> export.versions().values().stream())
                .filter(version -> made.contains(version.id()))
                .map(SpecVersion::spec)
                .toList();
        List<Problem> problems = setup.binder().problems(specs, (export, path) -> Place.of(export.toString(), path));
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
    }

    private void requireNotPaused(ExportId export) {
        if (catalog.paused(export).isPresent()) {
            throw new ReplayRefusedException(export + " is paused, so nothing of it leaves; run: waybill resume");
        }
    }
}
