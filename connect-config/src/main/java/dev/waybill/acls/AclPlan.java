package dev.waybill.acls;

import static dev.waybill.acls.Operation.ALTER;
import static dev.waybill.acls.Operation.CREATE;
import static dev.waybill.acls.Operation.DELETE;
import static dev.waybill.acls.Operation.DESCRIBE;
import static dev.waybill.acls.Operation.DESCRIBE_CONFIGS;
import static dev.waybill.acls.Operation.READ;
import static dev.waybill.acls.Operation.WRITE;
import static dev.waybill.acls.ResourceKind.GROUP;
import static dev.waybill.acls.ResourceKind.TOPIC;
import static dev.waybill.acls.ResourceKind.TRANSACTIONAL_ID;

import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.connector.Connector;
import dev.waybill.connector.WaybillSink;
import dev.waybill.contract.GroupNames;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The least rights of every client. Topics of exports are granted by their prefix, so that exports come and go without
 * another grant.
 */
public final class AclPlan {
    private final String applicationId;
    private final WorkerNames worker;
    private final List<Connector> connectors;
    private final boolean copied;

    private AclPlan(String applicationId, WorkerNames worker, List<Connector> connectors, boolean copied) {
        this.applicationId = applicationId;
        this.worker = worker;
        this.connectors = connectors;
        this.copied = copied;
    }

    /**
     * The plan for a platform.
     *
     * @param applicationId of the Streams application
     * @param worker that runs the connectors
     * @param connectors as rendered
     */
    public static AclPlan of(String applicationId, WorkerNames worker, List<Connector> connectors) {
        return new AclPlan(applicationId, worker, List.copyOf(connectors), false);
    }

    /** The same for an application with {@code repartition: true}. */
    public AclPlan repartitioned() {
        return new AclPlan(applicationId, worker, connectors, true);
    }

    /**
     * Every client that needs something, in the order of {@link Client}.
     *
     * @param principals whom each client logs in as
     */
    public List<ClientGrants> clients(Function<Client, String> principals) {
        return Arrays.stream(Client.values())
                .map(client -> new ClientGrants(client, principals.apply(client), grants(client)))
                .filter(client -> !client.grants().isEmpty())
                .toList();
    }

    private List<Grant> grants(Client client) {
        return switch (client) {
            case RUN -> run();
            case WORKER -> worker();
            case SINK -> sink();
            case PARKING -> parks() ? List.of(Grant.onAll(TOPIC, Topics.parkedPrefix(), CREATE, WRITE)) : List.of();
            case SINK_CATALOG ->
                List.of(Grant.on(TOPIC, Topics.CATALOG, READ), Grant.on(TOPIC, Topics.DELIVERIES, WRITE));
            case TOPICS -> topics();
            case TOPICS_GROW -> grow();
            case IMPORT -> imports();
            case QUARANTINE_SHOW -> List.of(Grant.on(TOPIC, Topics.QUARANTINE, READ));
            case QUARANTINE_REVEAL -> reveal();
            case RETRY -> retry();
            case REPLAY -> replay();
            case PREVIEW -> preview();
            case APPLY -> apply();
            case APPLY_ACLS -> applyAcls();
            case APPLY_PRUNE -> applyPrune();
            case APPLY_CONNECT -> applyConnect();
            case PAUSE -> writeCatalog();
            case STATUS -> status();
            case CONSOLE -> console();
            case PRODUCERS -> onInputs(WRITE);
        };
    }

    private List<Grant> run() {
        List<Grant> grants = onInputs(READ, DESCRIBE_CONFIGS);
        if (copied) {
            grants.addAll(onCopies(READ, WRITE, DESCRIBE_CONFIGS));
        }
        grants.add(Grant.on(TOPIC, Topics.CATALOG, READ));
        grants.add(Grant.on(TOPIC, Topics.LEDGER, READ, WRITE, DESCRIBE_CONFIGS));
        grants.add(Grant.on(TOPIC, Topics.DELIVERIES, READ, DESCRIBE_CONFIGS));
        grants.add(Grant.on(TOPIC, Topics.QUARANTINE, WRITE, DESCRIBE_CONFIGS));
        grants.add(Grant.on(TOPIC, Topics.SHARED_DELIVERY, WRITE, DESCRIBE_CONFIGS));
        grants.add(Grant.onAll(TOPIC, Topics.dedicatedPrefix(), WRITE, DESCRIBE_CONFIGS));
        grants.add(Grant.onAll(TOPIC, internalPrefix(), CREATE, READ, WRITE, DESCRIBE_CONFIGS));
        grants.add(Grant.on(GROUP, applicationId, READ));
        grants.add(Grant.onAll(TRANSACTIONAL_ID, internalPrefix(), WRITE));
        return grants;
    }

    /** Streams names its changelogs and transactions so. */
    private String internalPrefix() {
        return applicationId + "-";
    }

    /** Only source connectors write offsets, and there are none. */
    private List<Grant> worker() {
        return List.of(
                Grant.on(TOPIC, worker.configs(), CREATE, READ, WRITE, DESCRIBE_CONFIGS),
                Grant.on(TOPIC, worker.states(), CREATE, READ, WRITE, DESCRIBE_CONFIGS),
                Grant.on(TOPIC, worker.offsets(), CREATE, READ, DESCRIBE_CONFIGS),
                Grant.on(GROUP, worker.group(), READ));
    }

    private List<Grant> sink() {
        List<Grant> grants = new ArrayList<>();
        for (Connector connector : connectors) {
            grants.addAll(read(connector));
            grants.add(Grant.on(GROUP, GroupNames.ofConnector(connector.name()), READ));
        }
        return grants;
    }

    private static List<Grant> read(Connector connector) {
        String topics = connector.config().get("topics");
        if (topics != null) {
            return Arrays.stream(topics.split(","))
                    .map(topic -> Grant.on(TOPIC, topic.strip(), READ))
                    .toList();
        }
        List<Grant> grants = new ArrayList<>();
        grants.add(Grant.on(TOPIC, Topics.SHARED_DELIVERY, READ));
        grants.add(Grant.onAll(TOPIC, Topics.dedicatedPrefix(), READ));
        if (WaybillSink.parks(connector)) {
            grants.add(Grant.onAll(TOPIC, Topics.parkedPrefix(), READ));
        }
        return grants;
    }

    private boolean parks() {
        return connectors.stream().anyMatch(WaybillSink::parks);
    }

    private List<Grant> topics() {
        List<Grant> grants = makeTopics();
        grants.add(Grant.on(TOPIC, Topics.CATALOG, CREATE, DESCRIBE, DESCRIBE_CONFIGS));
        return grants;
    }

    /** To commit a start offset one must be permitted to read the topic. */
    private List<Grant> makeTopics() {
        List<Grant> grants = onInputs(CREATE, READ, DESCRIBE_CONFIGS);
        grants.addAll(copied ? onCopies(CREATE, READ, DESCRIBE_CONFIGS) : onCopies(DESCRIBE));
        grants.add(Grant.on(TOPIC, Topics.LEDGER, CREATE, READ, DESCRIBE_CONFIGS));
        grants.add(Grant.on(TOPIC, Topics.DELIVERIES, CREATE, READ, DESCRIBE_CONFIGS));
        grants.add(Grant.on(TOPIC, Topics.QUARANTINE, CREATE, DESCRIBE, DESCRIBE_CONFIGS));
        grants.add(Grant.on(TOPIC, Topics.SHARED_DELIVERY, CREATE, DESCRIBE, DESCRIBE_CONFIGS));
        grants.add(Grant.onAll(TOPIC, Topics.dedicatedPrefix(), CREATE, DESCRIBE, DESCRIBE_CONFIGS));
        grants.add(Grant.on(GROUP, applicationId, READ));
        return grants;
    }

    /** It leaves nothing behind, so it may delete what is its own. */
    private List<Grant> replay() {
        List<Grant> grants =
                copied ? new ArrayList<>(onCopies(READ, DESCRIBE_CONFIGS)) : onInputs(READ, DESCRIBE_CONFIGS);
        grants.add(Grant.on(TOPIC, Topics.CATALOG, READ));
        grants.add(Grant.on(TOPIC, Topics.SHARED_DELIVERY, WRITE, DESCRIBE_CONFIGS));
        grants.add(Grant.onAll(TOPIC, Topics.dedicatedPrefix(), WRITE, DESCRIBE_CONFIGS));
        String own = GroupNames.replayPrefix(applicationId);
        grants.add(Grant.onAll(TOPIC, own, CREATE, READ, WRITE, DELETE));
        grants.add(Grant.onAll(GROUP, own, READ, DELETE));
        grants.add(Grant.onAll(TRANSACTIONAL_ID, own, WRITE));
        return grants;
    }

    /** The right to read is also the right to describe. It joins no group. */
    private static List<Grant> preview() {
        List<Grant> grants = onInputs(READ);
        grants.add(Grant.on(TOPIC, Topics.CATALOG, READ));
        return grants;
    }

    private List<Grant> apply() {
        List<Grant> grants = makeTopics();
        grants.addAll(writeCatalog());
        grants.add(Grant.on(TOPIC, Topics.CATALOG, CREATE, DESCRIBE_CONFIGS));
        return grants;
    }

    private List<Grant> applyAcls() {
        List<Grant> grants = apply();
        grants.add(Grant.onCluster(ALTER));
        return grants;
    }

    /** It looks whether the sinks have delivered what is in a topic before it deletes it. */
    private List<Grant> applyPrune() {
        List<Grant> grants = apply();
        grants.add(Grant.onAll(TOPIC, Topics.dedicatedPrefix(), READ, DELETE));
        grants.add(Grant.onAll(GROUP, GroupNames.ofConnector(""), DESCRIBE));
        return grants;
    }

    /** A connector may have read any topic of exports. */
    private List<Grant> applyConnect() {
        List<Grant> grants = apply();
        grants.add(Grant.on(TOPIC, Topics.SHARED_DELIVERY, READ));
        grants.add(Grant.onAll(TOPIC, Topics.dedicatedPrefix(), READ));
        grants.add(lookAtParked());
        grants.add(Grant.onAll(GROUP, GroupNames.ofConnector(""), DESCRIBE));
        return grants;
    }

    /** Whoever has these can redirect any tenant's logs: {@link ClusterAcls} warns of all others that have them. */
    private static List<Grant> writeCatalog() {
        return List.of(
                Grant.on(TOPIC, Topics.CATALOG, READ, WRITE),
                Grant.on(TRANSACTIONAL_ID, KafkaCatalogTopic.TRANSACTIONAL_ID, WRITE));
    }

    /**
     * The headers of parts say what was emitted; the sizes of logs are a matter of the cluster. What the application has still to
     * read says why receipts wait.
     */
    private List<Grant> status() {
        List<Grant> grants = onInputs(DESCRIBE);
        if (copied) {
            grants.addAll(onCopies(DESCRIBE));
        }
        grants.addAll(List.of(
                Grant.on(TOPIC, Topics.CATALOG, READ),
                Grant.on(TOPIC, Topics.LEDGER, READ),
                Grant.on(TOPIC, Topics.DELIVERIES, READ),
                Grant.on(TOPIC, Topics.SHARED_DELIVERY, READ, DESCRIBE_CONFIGS),
                Grant.onAll(TOPIC, Topics.dedicatedPrefix(), READ, DESCRIBE_CONFIGS),
                lookAtParked(),
                Grant.on(GROUP, applicationId, DESCRIBE),
                Grant.onAll(GROUP, GroupNames.ofConnector(""), DESCRIBE),
                Grant.onCluster(DESCRIBE)));
        return grants;
    }

    /**
     * It sees what {@code status} and {@code preview} see, and changes what {@code apply} has made first: the platform's topics
     * and start offsets are there.
     */
    private List<Grant> console() {
        List<Grant> grants = new ArrayList<>(status());
        grants.addAll(writeCatalog());
        grants.add(Grant.on(TOPIC, Topics.CATALOG, DESCRIBE_CONFIGS));
        grants.add(Grant.on(TOPIC, Topics.LEDGER, DESCRIBE_CONFIGS));
        grants.add(Grant.on(TOPIC, Topics.DELIVERIES, DESCRIBE_CONFIGS));
        grants.add(Grant.on(TOPIC, Topics.QUARANTINE, DESCRIBE, DESCRIBE_CONFIGS));
        grants.addAll(onInputs(READ, DESCRIBE_CONFIGS));
        grants.add(Grant.on(TOPIC, Topics.input(Source.AUDIT), WRITE));
        grants.addAll(copied ? onCopies(DESCRIBE, DESCRIBE_CONFIGS) : onCopies(DESCRIBE));
        grants.add(Grant.on(TOPIC, Topics.SHARED_DELIVERY, WRITE));
        grants.add(Grant.onAll(TOPIC, Topics.dedicatedPrefix(), CREATE, WRITE));
        grants.add(Grant.onAll(TOPIC, Topics.parkedPrefix(), parks() ? WRITE : DESCRIBE));
        grants.add(Grant.on(GROUP, applicationId, DESCRIBE));
        return merged(grants);
    }

    /** One grant for each resource. The rights to read and to write are also the right to describe. */
    private static List<Grant> merged(List<Grant> grants) {
        Map<Grant.Resource, Set<Operation>> merged = new LinkedHashMap<>();
        grants.forEach(grant -> merged.computeIfAbsent(grant.resource(), any -> EnumSet.noneOf(Operation.class))
                .addAll(grant.operations()));
        merged.values().stream()
                .filter(operations -> operations.contains(READ) || operations.contains(WRITE))
                .forEach(operations -> operations.remove(DESCRIBE));
        return merged.entrySet().stream()
                .map(entry -> entry.getKey().grant(entry.getValue()))
                .toList();
    }

    private Grant lookAtParked() {
        return parks()
                ? Grant.onAll(TOPIC, Topics.parkedPrefix(), READ, DESCRIBE_CONFIGS)
                : Grant.onAll(TOPIC, Topics.parkedPrefix(), DESCRIBE);
    }

    private List<Grant> grow() {
        List<Grant> grants = onInputs(READ, ALTER);
        grants.addAll(copied ? onCopies(READ, ALTER) : onCopies(DESCRIBE));
        grants.add(Grant.on(TOPIC, Topics.LEDGER, DESCRIBE));
        grants.add(Grant.on(TOPIC, Topics.DELIVERIES, DESCRIBE));
        grants.add(Grant.onAll(TOPIC, internalPrefix(), ALTER));
        grants.add(Grant.on(GROUP, applicationId, READ));
        return grants;
    }

    /** To commit how far it is, within its transactions, it must be permitted to read the topic. */
    private static List<Grant> imports() {
        return List.of(
                Grant.on(TOPIC, Topics.input(Source.DOWNLOAD), READ, WRITE, DESCRIBE_CONFIGS),
                Grant.onAll(GROUP, GroupNames.IMPORT_PREFIX, READ),
                Grant.onAll(TRANSACTIONAL_ID, GroupNames.IMPORT_PREFIX, WRITE));
    }

    private static List<Grant> reveal() {
        List<Grant> grants = onInputs(READ);
        grants.add(Grant.on(TOPIC, Topics.QUARANTINE, READ));
        return grants;
    }

    /** It asks for the parking topic whether or not anything is parked. The right to write is also the right to describe. */
    private List<Grant> retry() {
        return List.of(
                Grant.on(TOPIC, Topics.CATALOG, READ),
                Grant.on(TOPIC, Topics.SHARED_DELIVERY, WRITE),
                Grant.onAll(TOPIC, Topics.dedicatedPrefix(), WRITE),
                Grant.onAll(TOPIC, Topics.parkedPrefix(), parks() ? WRITE : DESCRIBE));
    }

    private static List<Grant> onInputs(Operation... operations) {
        return new ArrayList<>(Arrays.stream(Source.values())
                .map(source -> Grant.on(TOPIC, Topics.input(source), operations))
                .toList());
    }

    private static List<Grant> onCopies(Operation... operations) {
        return Arrays.stream(Source.values())
                .map(source -> Grant.on(TOPIC, Topics.byTenant(source), operations))
                .toList();
    }
}
