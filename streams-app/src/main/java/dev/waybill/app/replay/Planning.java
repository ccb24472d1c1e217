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
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** What is to be done for a request, by what the catalog and the input say when it is made. */
final class Planning {
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
        ReplayLedger ledger = comparison(reading).plan(request, windows, inputs, now, skew);
        return new ReplayPlan(request, now, skew, versions, spans, ledger);
    }

    /** What live delivery has emitted of the exports of a plan, which is about the original place. */
    LedgerParts delivered(ReplayPlan plan, LedgerReading reading) {
        return comparison(reading).delivered(plan.ledger(), settings);
    }

    private LedgerComparison comparison(LedgerReading reading) {
        return new LedgerComparison(setup.applicationId(), reading);
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
