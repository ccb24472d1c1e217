package dev.waybill.app;

import dev.waybill.kafka.AdminRemovedUnread;
import dev.waybill.kafka.AdminSourceTopics;
import dev.waybill.kafka.AdminTopicGate;
import dev.waybill.kafka.ConsumerSourceLog;
import dev.waybill.kafka.EndOffsetIdleProof;
import dev.waybill.kafka.IdleProof;
import dev.waybill.kafka.PendingReplays;
import dev.waybill.kafka.PollPatience;
import dev.waybill.kafka.PolledPositions;
import dev.waybill.kafka.PollingClients;
import dev.waybill.kafka.SourceEnd;
import dev.waybill.kafka.Surroundings;
import dev.waybill.kafka.receipt.ReceiptProcessorSupplier;
import dev.waybill.topology.DeliveryTopology;
import dev.waybill.topology.ReceiptTopology;
import dev.waybill.topology.ReplayTopology;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
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

/** The Kafka Streams client with its topology, and the clients beside it that look at the cluster. */
public final class StreamsApp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);

    private final Admin admin;
    private final AdminTopicGate topicGate;
    private final PendingReplays replays;
    private final KafkaStreams streams;
    private final StateFolder state;
    private final GroupMembershipOperation whenClosed;

    private StreamsApp(
            Admin admin,
            AdminTopicGate topicGate,
            PendingReplays replays,
            KafkaStreams streams,
            StateFolder state,
            GroupMembershipOperation whenClosed) {
        this.admin = admin;
        this.topicGate = topicGate;
        this.replays = replays;
        this.streams = streams;
        this.state = state;
        this.whenClosed = whenClosed;
    }

    /**
     * Makes the application without starting it.
     *
     * @param kafka the Streams configuration, {@code application.id} and {@code bootstrap.servers} included; see
     *     {@code AppConfig} for the keys that exactness depends on
     * @param receipts what receipts are made with; empty for none
     */
    public static StreamsApp create(
            Map<String, Object> kafka,
            DeliveryTopology.Setup setup,
            Optional<ReceiptProcessorSupplier.Issue> receipts,
            PollPatience patience) {
        return create(kafka, setup, receipts, patience, Clock.systemUTC());
    }

    /**
     * The same for records that are stamped by another clock.
     *
     * @param clock of whoever stamps them: a partition of which everything has been read has come as far as it says
     */
    public static StreamsApp create(
            Map<String, Object> kafka,
            DeliveryTopology.Setup setup,
            Optional<ReceiptProcessorSupplier.Issue> receipts,
            PollPatience patience,
            Clock clock) {
        PolledPositions positions = new PolledPositions();
        return create(
                kafka,
                patience,
                positions,
                admin -> new EndOffsetIdleProof(admin, positions, clock),
                SourceEnd.NEVER,
                surroundings -> topology(setup, receipts, surroundings));
    }

    private static Topology topology(
            DeliveryTopology.Setup setup,
            Optional<ReceiptProcessorSupplier.Issue> receipts,
            Surroundings surroundings) {
        Topology topology = DeliveryTopology.build(setup, surroundings);
        receipts.ifPresent(issue -> ReceiptTopology.addTo(topology, setup.sources(), issue, surroundings));
        return topology;
    }

    /**
     * Makes an application that delivers windows again, without starting it.
     *
     * @param kafka the same, with an {@code application.id} of its own
     * @param positions those that the setup's sources know
     */
    public static StreamsApp createReplay(
            Map<String, Object> kafka, PolledPositions positions, ReplayTopology.Setup setup, PollPatience patience) {
        return create(
                kafka,
                patience,
                positions,
                admin -> setup.sources(),
                setup.sources(),
                surroundings -> ReplayTopology.build(
                        setup, setup.target().needsTopics() ? surroundings : surroundings.withOpenTopics()));
    }

    private static StreamsApp create(
            Map<String, Object> kafka,
            PollPatience patience,
            PolledPositions positions,
            Function<Admin, IdleProof> idleProof,
            SourceEnd end,
            Function<Surroundings, Topology> topology) {
        StreamsConfig config = new StreamsConfig(kafka);
        Admin admin = Admin.create(config.getAdminConfigs("waybill-observer"));
        AdminTopicGate topicGate = new AdminTopicGate(admin, Clock.systemUTC());
        PendingReplays replays = new PendingReplays();
        Surroundings surroundings = new Surroundings(
                new ConsumerSourceLog(sideConsumer(config)),
                replays,
                idleProof.apply(admin),
                topicGate,
                end,
                new AdminSourceTopics(admin, Clock.systemUTC()),
                new AdminRemovedUnread(admin, config.getString(StreamsConfig.APPLICATION_ID_CONFIG)));
        Properties properties = new Properties();
        properties.putAll(kafka);
        properties.put(StreamsConfig.mainConsumerPrefix(PolledPositions.CONFIG), positions);
        properties.put(
                StreamsConfig.mainConsumerPrefix("interceptor.classes"), PolledPositions.Interceptor.class.getName());
        return new StreamsApp(
                admin,
                topicGate,
                replays,
                new KafkaStreams(topology.apply(surroundings), properties, new PollingClients(patience)),
                StateFolder.of(config),
                whenClosed(config));
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
     * Starts reading. State that was not closed in an orderly manner, or too long ago, is deleted, to be restored.
     *
     * @param onStateChange told of every change of state
     * @param onCrash told what stops the application; it is shut down as a whole afterwards
     */
    public void start(KafkaStreams.StateListener onStateChange, Consumer<Throwable> onCrash) {
        if (state.open()) {
            LOG.info("the last run did not close its state, or long ago: it is restored from the changelogs");
            streams.cleanUp();
        }
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
        boolean started = streams.state() != KafkaStreams.State.CREATED;
        boolean closed = streams.close(CloseOptions.timeout(timeout).withGroupMembershipOperation(whenClosed));
        if (started && closed && streams.state() == KafkaStreams.State.NOT_RUNNING) {
            state.closed();
        }
        admin.close(Duration.ofSeconds(1));
        return closed;
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(30));
    }
}
