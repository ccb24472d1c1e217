package dev.waybill.app.replay;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWatch;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.clients.ClusterAnswer;
import dev.waybill.clients.RealClients;
import dev.waybill.contract.ClusterException;
import dev.waybill.kafka.replay.ExportTopics;
import dev.waybill.kafka.replay.NamedParts;
import dev.waybill.kafka.replay.PartFolder;
import dev.waybill.kafka.replay.ReplayTarget;
import dev.waybill.verify.receipt.ReceiptSigner;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
     * @throws dev.waybill.spec.yaml.SpecException if a version cannot be made of its spec, as for want of a secret, or
     *     it is not said who signs receipts
     * @throws ClusterException if the cluster cannot be asked
     * @throws dev.waybill.catalog.topic.CatalogException if the catalog cannot be read
     */
    public Optional<ReplayReport> run(
            ReplayRequest request, Optional<ReplayId> given, Consumer<ReplayProgress> progress) {
        Map<String, Object> client = client();
        Optional<ReceiptSigner> signer =
                request.place() instanceof OwnFolder ? setup.signer().get() : Optional.empty();
        try (CatalogWatch watch = CatalogWatch.start(read(client), CatalogWatch.INTERVAL);
                Admin admin = Admin.create(client)) {
            LedgerReading ledger = new LedgerReading(client);
            Supplier<Knowledge> catalog = watch.reader()::knowledge;
            Planning planning = new Planning(setup, request, catalog.get().snapshot());
            ReplayId id = given.orElseGet(planning::id);
            ReplayNames names = new ReplayNames(setup, id);
            try (ReplayTopic topic = new ReplayTopic(names.notes(), admin, client, names.replicationFactor())) {
                Optional<ReplayPlan> begun = topic.exists() ? topic.read().plan() : Optional.empty();
                begun.ifPresent(plan -> requireSame(plan.request(), request));
                ReplayPlan plan = begun.orElseGet(() -> planning.plan(new Inputs(admin), ledger, clock));
                List<PlannedWindow> windows = planning.windows(plan);
                List<PlannedWindow> replayed =
                        windows.stream().filter(PlannedWindow::isReplayed).toList();
                if (replayed.isEmpty()) {
                    return Optional.of(ReplayReport.of(id, request, windows, new ReplayNotes(), Optional.empty()));
                }
                planning.check(replayed);
                if (begun.isEmpty()) {
                    begin(topic, plan);
                }
                Optional<LedgerParts> delivered = request.place() instanceof OriginalPlace
                        ? Optional.of(planning.delivered(plan, ledger))
                        : Optional.empty();
                ReplayCatalog ruled = new ReplayCatalog(catalog, ReplayedReigns.of(planning.tenant(), replayed));
                try (ReplayRun run = new ReplayRun(
                        names,
                        ruled,
                        replayed,
                        ReplayOffsets.commitMissing(
                                admin, names.applicationId(), plan.spansOf(planning.topics(replayed))),
                        plan.since(),
                        target(id, request, delivered),
                        topic.name())) {
                    if (!runToTheEnd(run, topic, progress)) {
                        return Optional.empty();
                    }
                }
                if (signer.isPresent()) {
                    List<SourceSpan> pieces =
                            new Inputs(admin).upToNow(plan.ledger().pieces());
                    ReplayReceipts receipts = new ReplayReceipts(names.applicationId(), id, signer.get());
                    new ReceiptSending(names, clock)
                            .send(
                                    topic,
                                    taker -> pieces.forEach(piece -> receipts.issue(
                                            piece.source().partition(),
                                            each -> ledger.read(
                                                    piece,
                                                    names.applicationId(),
                                                    PlannedWindow.exports(replayed),
                                                    each),
                                            ruled.now(),
                                            taker)));
                }
                ReplayReport report = ReplayReport.of(id, request, windows, topic.read(), delivered);
                clean(names, admin);
                return Optional.of(report);
            }
        }
    }

    /**
     * Begins what has not begun, without doing it: the ends of the input are those of now, and {@link #unfinished} knows it. What
     * cannot be done at all, or has no window that can be delivered now, is passed over: {@link #run} says so.
     *
     * @param histories that are not asked for under another id than their own
     */
    public void begin(List<ReplayRequest> histories) {
        Map<String, Object> client = client();
        LedgerReading ledger = new LedgerReading(client);
        try (CatalogReader reader = read(client);
                Admin admin = Admin.create(client)) {
            CatalogSnapshot catalog = reader.knowledge().snapshot();
            for (ReplayRequest request : histories) {
                try {
                    begin(new Planning(setup, request, catalog), ledger, admin, client);
                } catch (ReplayRefusedException e) {
                    LOG.debug("the history of {} was not begun: {}", request.scope(), e.getMessage());
                }
            }
        }
    }

    private void begin(Planning planning, LedgerReading ledger, Admin admin, Map<String, Object> client) {
        ReplayNames names = new ReplayNames(setup, planning.id());
        try (ReplayTopic topic = new ReplayTopic(names.notes(), admin, client, names.replicationFactor())) {
            if (topic.exists()) {
                return;
            }
            ReplayPlan plan = planning.plan(new Inputs(admin), ledger, clock);
            if (planning.windows(plan).stream().anyMatch(PlannedWindow::isReplayed)) {
                topic.begin(plan);
            }
        }
    }

    /**
     * Those that have begun and have not come to their end, in the same order.
     *
     * @param histories under the versions that the reigns say, and with no other id than their own
     */
    public List<ReplayRequest> unfinished(List<ReplayRequest> histories) {
        try (Admin admin = Admin.create(client())) {
            Set<String> topics =
                    ClusterAnswer.of("list topics", admin.listTopics().names());
            return histories.stream()
                    .filter(request -> topics.contains(new ReplayNames(setup, ReplayId.of(request, Map.of())).notes()))
                    .toList();
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

    private static void requireSame(ReplayRequest begun, ReplayRequest request) {
        if (!begun.equals(request)) {
            throw new ReplayRefusedException("there is another replay under this id, of " + begun.scope() + " from "
                    + begun.from() + " to " + begun.to()
                    + ": give this one another --id, finish that one, or forget it");
        }
    }

    private static void begin(ReplayTopic topic, ReplayPlan plan) {
        topic.begin(plan);
        if (!topic.read().plan().equals(Optional.of(plan))) {
            throw new ReplayRefusedException("the same replay has just begun elsewhere; run it again to join it");
        }
    }

    private static ReplayTarget target(ReplayId id, ReplayRequest request, Optional<LedgerParts> delivered) {
        if (request.place() instanceof LocalFolder folder) {
            return new PartFolder(folder.path());
        }
        return delivered
                .<ReplayTarget>map(parts -> new NamedParts(id.text(), parts))
                .orElseGet(() -> new ExportTopics(id.text()));
    }

    /** Whether it has come to its end: it may have been stopped before. */
    private boolean runToTheEnd(ReplayRun run, ReplayTopic topic, Consumer<ReplayProgress> progress) {
        while (!run.isEnded(topic.read())) {
            if (stopped) {
                return false;
            }
            run.start();
            progress.accept(run.progress(topic.read()));
            run.pause(BETWEEN_LOOKS);
        }
        progress.accept(run.progress(topic.read()));
        return true;
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
