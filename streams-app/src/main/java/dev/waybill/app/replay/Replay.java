package dev.waybill.app.replay;

import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.catalog.topic.CatalogWatch;
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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers windows again, beside the running application: reads top to bottom. Whatever ends it in the middle, the same
 * request goes on where it was, and makes the same parts.
 */
public final class Replay {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
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
        Map<String, Object> client = setup.client();
        Optional<ReceiptSigner> signer = setup.signer(request.place());
        try (CatalogWatch watch = CatalogWatch.start(ReplayCatalog.read(client), CatalogWatch.INTERVAL);
                Admin admin = Admin.create(client)) {
            LedgerReading ledger = new LedgerReading(client);
            Supplier<Knowledge> catalog = watch.reader()::knowledge;
            Planning planning = new Planning(setup, request, catalog.get().snapshot());
            ReplayId id = given.orElseGet(planning::id);
            ReplayNames names = new ReplayNames(setup, id);
            try (ReplayTopic topic = new ReplayTopic(names.notes(), admin, client, names.replicationFactor())) {
                ReplayPlan plan = new ReplayBeginning(admin, ledger, clock).plan(planning, request, topic);
                List<PlannedWindow> windows = planning.windows(plan);
                List<PlannedWindow> replayed =
                        windows.stream().filter(PlannedWindow::isReplayed).toList();
                if (replayed.isEmpty()) {
                    return Optional.of(ReplayReport.of(id, request, windows, new ReplayNotes(), Optional.empty()));
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
        try (Admin admin = Admin.create(setup.client())) {
            return new ReplayNames(setup, id).remains().delete(admin);
        }
    }
}
