package dev.waybill.app.replay;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.clients.ClusterAnswer;
import dev.waybill.contract.ClusterException;
import dev.waybill.contract.GroupNames;
import dev.waybill.verify.receipt.ReceiptSigner;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins replays without doing them, and knows those that have begun: each has a topic as long as it is not done. */
public final class BegunReplays {
    private static final Logger LOG = LoggerFactory.getLogger(BegunReplays.class);

    /** The brokers' own: where nothing is made it does not matter. */
    private static final short ANY_REPLICATION = -1;

    private final ReplaySetup setup;
    private final Clock clock;
    private final Map<String, Object> client;

    public BegunReplays(ReplaySetup setup, Clock clock) {
        this.setup = setup;
        this.clock = clock;
        this.client = setup.client();
    }

    /**
     * Begins what is asked for, unless it has begun: {@link Replay#run} then does it.
     *
     * @param given the replay's id; empty for that of the request
     * @throws ReplayRefusedException if it cannot be done
     * @throws dev.waybill.spec.yaml.SpecException if a version cannot be made of its spec, as for want of a secret, or
     *     it is not said who signs receipts
     * @throws ClusterException if the cluster cannot be asked
     * @throws dev.waybill.catalog.topic.CatalogException if the catalog cannot be read
     */
    public BegunReplay begin(ReplayRequest request, Optional<ReplayId> given) {
        return with(request, given, (beginning, planning, id, topic) -> {
            ReplayPlan plan = beginning.plan(planning, request, topic);
            return new BegunReplay(id, request, plan.asked(), planning.windows(plan));
        });
    }

    /**
     * What would be done, or is, if it has begun; nothing is written.
     *
     * @throws ReplayRefusedException as above, and so on
     */
    public PlannedReplay plan(ReplayRequest request, Optional<ReplayId> given) {
        return with(
                request,
                given,
                (beginning, planning, id, topic) ->
                        new PlannedReplay(id, request, planning.windows(beginning.look(planning, request, topic))));
    }

    private interface Step<T> {
        T take(ReplayBeginning beginning, Planning planning, ReplayId id, ReplayTopic topic);
    }

    private <T> T with(ReplayRequest request, Optional<ReplayId> given, Step<T> step) {
        // Before anything has begun: a wrong key would end the run.
        Optional<ReceiptSigner> unused = setup.signer(request.place());
        try (CatalogReader reader = ReplayCatalog.read(client);
                Admin admin = Admin.create(client)) {
            Planning planning = new Planning(setup, request, reader.knowledge().snapshot());
            ReplayId id = given.orElseGet(planning::id);
            try (ReplayTopic topic = topic(id, admin)) {
                return step.take(new ReplayBeginning(admin, new LedgerReading(client), clock), planning, id, topic);
            }
        }
    }

    /**
     * Begins what has not begun, without doing it: the ends of the input are those of now, and {@link #unfinished} knows
     * it. What cannot be done at all, or has no window that can be delivered now, is passed over: {@link Replay#run} says so.
     *
     * @param histories that are not asked for under another id than their own
     */
    public void begin(List<ReplayRequest> histories) {
        LedgerReading ledger = new LedgerReading(client);
        try (CatalogReader reader = ReplayCatalog.read(client);
                Admin admin = Admin.create(client)) {
            CatalogSnapshot catalog = reader.knowledge().snapshot();
            for (ReplayRequest request : histories) {
                try {
                    begin(new Planning(setup, request, catalog), ledger, admin);
                } catch (ReplayRefusedException e) {
                    LOG.debug("the history of {} was not begun: {}", request.scope(), e.getMessage());
                }
            }
        }
    }

    private void begin(Planning planning, LedgerReading ledger, Admin admin) {
        try (ReplayTopic topic = topic(planning.id(), admin)) {
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
        try (Admin admin = Admin.create(client)) {
            Set<String> topics = topics(admin);
            return histories.stream()
                    .filter(request -> topics.contains(new ReplayNames(setup, ReplayId.of(request, Map.of())).notes()))
                    .toList();
        }
    }

    /**
     * The ids of all that have begun and have not come to their end.
     *
     * @throws ClusterException if the cluster cannot be asked
     */
    public SortedSet<ReplayId> ids() {
        try (Admin admin = Admin.create(client)) {
            return topics(admin).stream()
                    .flatMap(topic -> id(topic).stream())
                    .map(ReplayId::new)
                    .collect(Collectors.toCollection(() -> new TreeSet<>(Comparator.comparing(ReplayId::text))));
        }
    }

    /**
     * One that has begun and has not come to its end; empty if there is none, its plan is not written yet, or it is of another
     * version of Waybill.
     *
     * @throws ClusterException if the cluster cannot be asked
     */
    public Optional<UnfinishedReplay> find(ReplayId id) {
        try (Admin admin = Admin.create(client);
                ReplayTopic topic =
                        new ReplayTopic(new ReplayNames(setup, id).notes(), admin, client, ANY_REPLICATION)) {
            return topic.exists()
                    ? topic.plan().map(plan -> new UnfinishedReplay(id, plan.request(), plan.asked()))
                    : Optional.empty();
        } catch (KafkaException e) {
            throw new ClusterException("the plan of the replay " + id + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalStateException e) {
            LOG.atWarn().addKeyValue("replay", id).log("the plan of a replay cannot be read: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<String> id(String topic) {
        String prefix = GroupNames.replayPrefix(setup.applicationId());
        boolean own = topic.startsWith(prefix)
                && topic.endsWith(ReplayNames.NOTES)
                && topic.length() > prefix.length() + ReplayNames.NOTES.length();
        return own
                ? Optional.of(topic.substring(prefix.length(), topic.length() - ReplayNames.NOTES.length()))
                        .filter(ReplayId::isValid)
                : Optional.empty();
    }

    private static Set<String> topics(Admin admin) {
        return ClusterAnswer.of("list topics", admin.listTopics().names());
    }

    private ReplayTopic topic(ReplayId id, Admin admin) {
        ReplayNames names = new ReplayNames(setup, id);
        return new ReplayTopic(names.notes(), admin, client, names.replicationFactor());
    }
}
