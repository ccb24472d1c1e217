package dev.waybill.app;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.Source;
import dev.waybill.kafka.AdminTopicGate;
import dev.waybill.kafka.ConsumerSourceLog;
import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.kafka.EndOffsetIdleProof;
import dev.waybill.kafka.PendingReplays;
import dev.waybill.kafka.PolledPositions;
import dev.waybill.kafka.Surroundings;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecScope;
import dev.waybill.topology.DeliveryTopology;
import dev.waybill.topology.Placement;
import dev.waybill.wire.TimeRules;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running application: the topology, and the clients beside it that look at the cluster. */
public final class StreamsApp implements AutoCloseable {
    /**
     * What the application is made with.
     *
     * @param kafka the Streams configuration, {@code application.id} and {@code bootstrap.servers} included; see
     *     {@code AppConfig} for the keys that exactness depends on
     * @param exports of all tenants
     * @param heldBack exports that take no events now, and whose events wait in the source
     * @param sources which input topics are read
     * @param placement which partition an event is processed in
     * @param binder makes versions of specs, anew for each source partition
     * @param schemas looks up the schemas events were written with
     * @param batches settings of the batching engine
     * @param memory for rows of open windows, shared by all source partitions of the process
     * @param times which times of events are accepted
     * @param metrics counts
     */
    public record Setup(
            Map<String, Object> kafka,
            List<ExportSpec> exports,
            Set<SpecScope> heldBack,
            Set<Source> sources,
            Placement placement,
            ExportBinder binder,
            SchemaLookup schemas,
            BatchSettings batches,
            MemoryBudget memory,
            TimeRules times,
            DeliveryMetrics metrics) {
        public Setup {
            kafka = Map.copyOf(kafka);
            heldBack = Set.copyOf(heldBack);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);

    private final Admin admin;
    private final AdminTopicGate topicGate;
    private final PendingReplays replays;
    private final Topology topology;
    private final KafkaStreams streams;
    private final GroupMembershipOperation whenClosed;

    private StreamsApp(
            Admin admin,
            AdminTopicGate topicGate,
            PendingReplays replays,
            Topology topology,
            KafkaStreams streams,
            GroupMembershipOperation whenClosed) {
        this.admin = admin;
        this.topicGate = topicGate;
        this.replays = replays;
        this.topology = topology;
        this.streams = streams;
        this.whenClosed = whenClosed;
    }

    /** Makes the application without starting it. */
    public static StreamsApp create(Setup setup) {
        StreamsConfig config = new StreamsConfig(setup.kafka());
        PolledPositions positions = new PolledPositions();
        Admin admin = Admin.create(config.getAdminConfigs("waybill-observer"));
        AdminTopicGate topicGate = new AdminTopicGate(admin, Clock.systemUTC());
        PendingReplays replays = new PendingReplays();
        Topology topology = DeliveryTopology.build(new DeliveryTopology.Parts(
                setup.exports(),
                setup.heldBack(),
                setup.sources(),
                setup.placement(),
                setup.binder(),
                setup.schemas(),
                setup.batches(),
                setup.memory(),
                setup.times(),
                new Surroundings(
                        new ConsumerSourceLog(sideConsumer(config)),
                        replays,
                        new EndOffsetIdleProof(admin, positions, Clock.systemUTC()),
                        topicGate),
                setup.metrics()));
        Properties properties = new Properties();
        properties.putAll(setup.kafka());
        properties.put(StreamsConfig.mainConsumerPrefix(PolledPositions.CONFIG), positions);
        properties.put(
                StreamsConfig.mainConsumerPrefix("interceptor.classes"), PolledPositions.Interceptor.class.getName());
        return new StreamsApp(
                admin, topicGate, replays, topology, new KafkaStreams(topology, properties), whenClosed(config));
    }

    /**
     * Who is closed leaves the group at once, so that others take over without waiting for the session timeout. With a
     * {@code group.instance.id} the place is kept that long: whoever sets one wants an instance that is back soon to find
     * its partitions again.
     */
    private static GroupMembershipOperation whenClosed(StreamsConfig config) {
        return config.getMainConsumerConfigs("", "", 0).containsKey(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG)
                ? GroupMembershipOperation.REMAIN_IN_GROUP
                : GroupMembershipOperation.LEAVE_GROUP;
    }

    private static Map<String, Object> sideConsumer(StreamsConfig config) {
        String applicationId = config.getString(StreamsConfig.APPLICATION_ID_CONFIG);
        Map<String, Object> consumer = new HashMap<>(config.getRestoreConsumerConfigs("waybill-replay"));
        ConsumerSourceLog.keysToLeaveOut().forEach(consumer::remove);
        consumer.putAll(ConsumerSourceLog.requiredConfig(applicationId));
        return consumer;
    }

    /**
     * Starts reading.
     *
     * @param onStateChange told of every change of state
     * @param onCrash told what stops the application; it is shut down as a whole afterwards
     */
    public void start(KafkaStreams.StateListener onStateChange, Consumer<Throwable> onCrash) {
        streams.setStateListener(onStateChange);
        streams.setUncaughtExceptionHandler(error -> {
            onCrash.accept(error);
            return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.start();
    }

    /**
     * Starts reading, and logs changes of state.
     *
     * @param onCrash told what stops the application; it is shut down as a whole afterwards
     */
    public void start(Consumer<Throwable> onCrash) {
        start(
                (now, before) -> LOG.atInfo().addKeyValue("state", now).log("the application's state has changed"),
                onCrash);
    }

    /** Why the process should be killed, if it should. */
    public Optional<String> dead() {
        return AppState.dead(state());
    }

    /** Why a rollout should wait, if it should. */
    public Optional<String> unready() {
        return AppState.unready(state()).or(replays::unready);
    }

    public KafkaStreams.State state() {
        return streams.state();
    }

    public Topology topology() {
        return topology;
    }

    /** The Streams client, for binding its metrics. */
    public KafkaStreams streams() {
        return streams;
    }

    /** Export topics that cannot be written to now, with the reason. */
    public Map<String, String> shutTopics() {
        return topicGate.shut();
    }

    /**
     * Stops within {@code timeout}, and leaves the group unless a {@code group.instance.id} is set; answers whether it
     * could. What is not committed is done again at the next start. After a crash it stays in the group until its session
     * times out.
     */
    public boolean close(Duration timeout) {
        boolean closed = streams.close(CloseOptions.timeout(timeout).withGroupMembershipOperation(whenClosed));
        admin.close(Duration.ofSeconds(1));
        return closed;
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(30));
    }
}
