package dev.waybill.app.replay;

import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWatch;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.clients.RealClients;
import dev.waybill.contract.ClusterException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartHeaders;
import dev.waybill.kafka.replay.ExportTopics;
import dev.waybill.kafka.replay.PartFolder;
import dev.waybill.kafka.replay.ReplayTarget;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers windows again, beside the running application: reads top to bottom. Whatever ends it in the middle, the same
 * request goes on where it was, and makes the same parts.
 */
public final class Replay {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
    private static final Duration READ_CATALOG = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final ReplaySetup setup;
    private final Clock clock;
    private volatile boolean stopped;

    public Replay(ReplaySetup setup, Clock clock) {
        this.setup = setup;
        this.clock = clock;
    }

    /** Ends a run soon: it can be gone on with later. */
    public void stop() {
        stopped = true;
    }

    /**
     * Does what is asked for, or what is left of it.
     *
     * @param given the replay's id; empty for that of the request
     * @param progress told now and then how far it is
     * @return what was done; empty if it was stopped before
     * @throws ReplayRefusedException if it cannot be done
     * @throws SpecException if a version cannot be made of its spec, as for want of a secret
     * @throws ClusterException if the cluster cannot be asked
     * @throws dev.waybill.catalog.topic.CatalogException if the catalog cannot be read
     */
    public Optional<ReplayReport> run(
            ReplayRequest request, Optional<ReplayId> given, Consumer<ReplayProgress> progress) throws IOException {
        Map<String, Object> client = client();
        try (CatalogWatch watch = CatalogWatch.start(read(client), CatalogWatch.INTERVAL);
                Admin admin = Admin.create(client)) {
            Supplier<Knowledge> catalog = watch.reader()::knowledge;
            Known known = known(request, catalog.get().snapshot());
            ReplayId id = given.orElseGet(() -> ReplayId.of(request, known.versions()));
            ReplayNames names = new ReplayNames(setup, id);
            try (ReplayTopic topic = new ReplayTopic(names.notes(), admin, client, names.replicationFactor())) {
                ReplayPlan plan = plan(request, known, topic, admin);
                List<PlannedWindow> windows = judged(known.asked().list(plan.versions()), plan);
                List<PlannedWindow> replayed =
                        windows.stream().filter(PlannedWindow::isReplayed).toList();
                Optional<ReplayNotes> notes = replayed.isEmpty()
                        ? Optional.of(new ReplayNotes())
                        : replay(names, plan, replayed, known, catalog, new Cluster(admin, topic), progress);
                return notes.map(done -> ReplayReport.of(id.text(), place(id, request), windows, done));
            }
        }
    }

    private static CatalogReader read(Map<String, Object> client) {
        CatalogReader reader = CatalogReader.of(new KafkaCatalogTopic(new RealClients(), client));
        try {
            reader.read(READ_CATALOG);
            return reader;
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** What the catalog says to the request. */
    private record Known(
            CatalogSnapshot catalog,
            TenantRecord tenant,
            SettingsRecord settings,
            AskedWindows asked,
            SortedMap<String, String> versions) {}

    private record Cluster(Admin admin, ReplayTopic topic) {}

    private static Known known(ReplayRequest request, CatalogSnapshot catalog) {
        SettingsRecord settings = catalog.settings()
                .orElseThrow(() -> new ReplayRefusedException("the catalog holds nothing yet; run: waybill apply"));
        TenantEntry entry = catalog.tenant(request.tenant())
                .orElseThrow(() -> new ReplayRefusedException("the catalog has no tenant " + request.tenant()));
        if (entry.undecidableFrom() < Micros.of(request.to())) {
            throw new ReplayRefusedException("the catalog's record of tenant " + request.tenant()
                    + " cannot be read; write it anew with: waybill apply");
        }
        TenantRecord tenant = entry.record().orElseThrow();
        AskedWindows asked = new AskedWindows(request, tenant, settings);
        return new Known(catalog, tenant, settings, asked, asked.versions());
    }

    /** The plan that the replay began with, or a new one. */
    private ReplayPlan plan(ReplayRequest request, Known known, ReplayTopic topic, Admin admin) {
        Optional<ReplayPlan> begun = topic.exists() ? topic.read().plan() : Optional.empty();
        ReplayPlan plan = begun.orElseGet(() -> newPlan(request, known, admin));
        if (!plan.request().equals(request)) {
            throw new ReplayRefusedException("there is another replay under this id, of "
                    + plan.request().scope() + " from " + plan.request().from() + " to "
                    + plan.request().to() + ": give this one another --id, finish that one, or forget it");
        }
        return plan;
    }

    private ReplayPlan newPlan(ReplayRequest request, Known known, Admin admin) {
        List<PlannedWindow> windows = known.asked().list(known.versions());
        if (windows.isEmpty()) {
            throw new ReplayRefusedException("no version of " + request.scope() + " rules a window that starts from "
                    + request.from() + " to " + request.to());
        }
        // Before the ends are asked for: what is due now can get nothing more.
        Instant asked = clock.instant();
        List<String> topics = ReplayRun.sourcesOf(windows).stream()
                .map(setup.placement()::topic)
                .toList();
        Duration skew = known.settings().platform().entries().stream()
                .map(PlatformSettings::futureSkew)
                .max(Duration::compareTo)
                .orElseThrow();
        List<SourceSpan> spans = new Inputs(admin).spans(topics, request.from().minus(skew), asked);
        return new ReplayPlan(request, asked, skew, known.versions(), spans);
    }

    /** Says of each window whether it can be delivered again. */
    private List<PlannedWindow> judged(List<PlannedWindow> windows, ReplayPlan plan) {
        return windows.stream()
                .map(window -> plan.whyNot(window, setup.placement().topic(window.source()))
                        .map(window::without)
                        .orElse(window))
                .toList();
    }

    private Optional<ReplayNotes> replay(
            ReplayNames names,
            ReplayPlan plan,
            List<PlannedWindow> windows,
            Known known,
            Supplier<Knowledge> catalog,
            Cluster cluster,
            Consumer<ReplayProgress> progress)
            throws IOException {
        checkVersions(known, windows);
        windows.stream().map(PlannedWindow::export).distinct().forEach(export -> requireNotPaused(known, export));
        ReplayTopic topic = cluster.topic();
        if (!topic.exists() || topic.read().plan().isEmpty()) {
            topic.begin(plan);
            if (!topic.read().plan().equals(Optional.of(plan))) {
                throw new ReplayRefusedException("the same replay has just begun elsewhere; run it again to join it");
            }
        }
        ReplayCatalog ruled = new ReplayCatalog(catalog, ReplayedReigns.of(known.tenant(), windows));
        ReplayTarget target = plan.request()
                .folder()
                .<ReplayTarget>map(PartFolder::new)
                .orElseGet(() -> new ExportTopics(names.id().text()));
        ReplayNotes notes = topic.read();
        try (ReplayRun run = new ReplayRun(
                names,
                ruled,
                windows,
                ReplayOffsets.commitMissing(cluster.admin(), names.applicationId(), plan.spans()),
                target,
                topic.name())) {
            while (!run.isEnded(notes)) {
                if (stopped) {
                    return Optional.empty();
                }
                run.start();
                progress.accept(run.progress(notes));
                run.pause(BETWEEN_LOOKS);
                notes = topic.read();
            }
            progress.accept(run.progress(notes));
        }
        clean(names, cluster.admin());
        return Optional.of(notes);
    }

    private void checkVersions(Known known, List<PlannedWindow> windows) {
        Set<String> versions = new LinkedHashSet<>();
        windows.forEach(window -> versions.add(window.version()));
        List<ExportSpec> specs = known.tenant().exports().values().stream()
                .flatMap(export -> export.versions().values().stream())
                .filter(version -> versions.contains(version.id()))
                .map(version -> version.spec())
                .toList();
        List<Problem> problems = setup.binder().problems(specs, (export, path) -> Place.of(export.toString(), path));
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
    }

    private static void requireNotPaused(Known known, ExportId export) {
        if (known.catalog().paused(export).isPresent()) {
            throw new ReplayRefusedException(export + " is paused, so nothing of it leaves; run: waybill resume");
        }
    }

    /** All is done, whether or not what is left of it can be deleted. */
    private static void clean(ReplayNames names, Admin admin) {
        try {
            names.remains().delete(admin);
        } catch (ClusterException | ReplayRefusedException | IOException e) {
            LOG.warn(
                    "the replay {} is done, but something is left of it: {}; run: waybill replay --forget {}",
                    names.id(),
                    e.getMessage(),
                    names.id());
        }
    }

    private static String place(ReplayId id, ReplayRequest request) {
        return request.folder().map(Object::toString).orElseGet(() -> PartHeaders.replayFolder(id.text()) + "/");
    }

    /**
     * Deletes all that a replay has left in the cluster and here, less the parts that it has delivered.
     *
     * @return whether there was anything in the cluster
     * @throws ReplayRefusedException if it is running
     */
    public boolean forget(ReplayId id) throws IOException {
        try (Admin admin = Admin.create(client())) {
            return new ReplayNames(setup, id).remains().delete(admin);
        }
    }

    /** Settings of any client of the cluster. */
    private Map<String, Object> client() {
        return new StreamsConfig(setup.kafka()).getAdminConfigs("waybill-replay");
    }
}
