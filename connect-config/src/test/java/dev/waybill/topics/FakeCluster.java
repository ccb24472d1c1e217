package dev.waybill.topics;

import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.CreatePartitionsResult;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DeleteTopicsResult;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsResult;
import org.apache.kafka.clients.admin.DescribeLogDirsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListGroupsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsResult;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.MemberAssignment;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.clients.admin.internals.CoordinatorKey;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;

/** A cluster that answers from memory what this package, and the commands that people run, ask of it. */
public final class FakeCluster {
    public final Map<String, TopicState> topics = new TreeMap<>();
    /** Offsets of the application's group. */
    public final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    /** Offsets of all other groups, by their ids. */
    public final Map<String, Map<TopicPartition, OffsetAndMetadata>> groups = new TreeMap<>();
    /** The offset behind the last record of a partition. */
    public ToLongFunction<TopicPartition> ends = partition -> 0;
    /** The offset of the first record of a partition; as it is, it tells the partitions apart. */
    public ToLongFunction<TopicPartition> begins = partition -> 100L + partition.partition();
    /** Where records begin that came at a time or later, whatever the time. */
    public ToLongFunction<TopicPartition> since = partition -> ends.applyAsLong(partition);
    /** Bytes on disk, by broker and partition. */
    public final Map<Integer, Map<TopicPartition, Long>> sizes = new TreeMap<>();
    /** What the brokers answer instead of sizes. */
    public Optional<Exception> sizesRefusal = Optional.empty();
    /** What the brokers answer instead of a group's offsets. */
    public final Map<String, Exception> refusedOffsets = new HashMap<>();
    /** What changed, in order. */
    public final List<String> changes = new ArrayList<>();
    /** What the brokers answer about a topic instead of describing it. */
    public final Map<String, Exception> refusals = new HashMap<>();
    /** What the controller answers instead of creating a topic. */
    final Map<String, Exception> refusedCreations = new HashMap<>();
    /** Topics that somebody else creates just before this one does. */
    final Map<String, TopicState> race = new HashMap<>();
    /** Members of the application's group; empty if there is no such group. */
    public Optional<Integer> members = Optional.empty();
    /** What the broker answers about the group instead. */
    public Optional<Exception> groupRefusal = Optional.empty();
    /** So many times the brokers answer from metadata older than the last change. */
    int stale;

    private final Map<String, TopicState> before = new TreeMap<>();
    private final Map<String, Uuid> ids = new HashMap<>();

    /** A client of this cluster. */
    public Admin admin() {
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(),
                new Class<?>[] {Admin.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "describeTopics" -> describeTopics(names(arguments[0]));
                    case "describeConfigs" -> describeConfigs(resources(arguments[0]));
                    case "createTopics" -> createTopics((Collection<?>) arguments[0]);
                    case "createPartitions" -> createPartitions((Map<?, ?>) arguments[0]);
                    case "deleteTopics" -> deleteTopics(names(arguments[0]));
                    case "listTopics" -> listTopics();
                    case "describeConsumerGroups" -> describeGroup((Collection<?>) arguments[0]);
                    case "listGroups" -> listGroups();
                    case "listConsumerGroupOffsets" ->
                        arguments[0] instanceof Map<?, ?> specs
                                ? offsets(specs.keySet())
                                : offsets((String) arguments[0]);
                    case "listOffsets" -> listOffsets((Map<?, ?>) arguments[0]);
                    case "alterConsumerGroupOffsets" -> commit((Map<?, ?>) arguments[1]);
                    case "describeCluster" -> describeCluster();
                    case "describeLogDirs" -> describeLogDirs((Collection<?>) arguments[0]);
                    case "close" -> null;
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    /** How many partitions a topic has; 0 if it does not exist. */
    public int partitions(String topic) {
        TopicState state = topics.get(topic);
        return state == null ? 0 : state.partitions();
    }

    /** A setting of a topic; empty if it has none of its own. */
    public Optional<String> setting(String topic, String key) {
        return Optional.ofNullable(topics.get(topic))
                .map(state -> state.config().get(key));
    }

    private DescribeTopicsResult describeTopics(Collection<String> names) {
        Map<String, TopicState> known = stale-- > 0 ? before : topics;
        return new DescribeTopicsResult(null, byName(names, name -> {
            if (refusals.containsKey(name)) {
                return failed(refusals.get(name));
            }
            TopicState state = known.get(name);
            return state == null ? unknown() : KafkaFuture.completedFuture(description(name, state.partitions()));
        })) {};
    }

    private TopicDescription description(String name, int partitions) {
        return new TopicDescription(
                name,
                false,
                IntStream.range(0, partitions)
                        .mapToObj(index -> new TopicPartitionInfo(index, Node.noNode(), List.of(), List.of()))
                        .toList(),
                Set.of(),
                ids.computeIfAbsent(name, created -> Uuid.randomUuid()));
    }

    private DescribeConfigsResult describeConfigs(Collection<ConfigResource> resources) {
        Map<ConfigResource, KafkaFuture<Config>> futures = new HashMap<>();
        resources.forEach(resource -> {
            TopicState state = topics.get(resource.name());
            futures.put(
                    resource,
                    state == null
                            ? unknown()
                            : KafkaFuture.completedFuture(new Config(Stream.concat(
                                            Stream.of(new ConfigEntry("follower.replication.throttled.rate", null)),
                                            state.config().entrySet().stream()
                                                    .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue())))
                                    .toList())));
        });
        return new DescribeConfigsResult(futures) {};
    }

    private CreateTopicsResult createTopics(Collection<?> wanted) {
        before.clear();
        before.putAll(topics);
        Map<String, KafkaFuture<CreateTopicsResult.TopicMetadataAndConfig>> futures = new HashMap<>();
        for (Object element : wanted) {
            NewTopic topic = (NewTopic) element;
            topics.putAll(race);
            if (refusedCreations.containsKey(topic.name())) {
                futures.put(topic.name(), failed(refusedCreations.get(topic.name())));
            } else if (topics.containsKey(topic.name())) {
                futures.put(topic.name(), failed(new TopicExistsException("it exists")));
            } else {
                topics.put(topic.name(), new TopicState(topic.numPartitions(), topic.configs()));
                changes.add(topic.name() + " x" + topic.replicationFactor());
                futures.put(
                        topic.name(),
                        KafkaFuture.completedFuture(new CreateTopicsResult.TopicMetadataAndConfig(
                                Uuid.randomUuid(),
                                topic.numPartitions(),
                                topic.replicationFactor(),
                                new Config(Set.of()))));
            }
        }
        return new CreateTopicsResult(futures) {};
    }

    private CreatePartitionsResult createPartitions(Map<?, ?> wanted) {
        before.clear();
        before.putAll(topics);
        wanted.forEach((name, partitions) -> {
            int count = ((NewPartitions) partitions).totalCount();
            topics.computeIfPresent((String) name, (same, state) -> new TopicState(count, state.config()));
            changes.add(name + " to " + count);
        });
        return made(CreatePartitionsResult.class, Map.class, byName(names(wanted.keySet()), name -> done()));
    }

    private DeleteTopicsResult deleteTopics(Collection<String> names) {
        return new DeleteTopicsResult(null, byName(names, name -> {
            if (topics.remove(name) == null) {
                return unknown();
            }
            changes.add(name + " deleted");
            return done();
        })) {};
    }

    private DescribeClusterResult describeCluster() {
        KafkaFuture<Collection<Node>> brokers = KafkaFuture.completedFuture(
                sizes.keySet().stream().map(id -> new Node(id, "broker", 9092)).toList());
        return made(DescribeClusterResult.class, KafkaFuture.class, brokers, done(), done(), done());
    }

    private DescribeLogDirsResult describeLogDirs(Collection<?> brokers) {
        Map<Integer, KafkaFuture<Map<String, LogDirDescription>>> folders = new HashMap<>();
        brokers.forEach(id -> folders.put(
                (Integer) id,
                sizesRefusal
                        .<KafkaFuture<Map<String, LogDirDescription>>>map(FakeCluster::failed)
                        .orElseGet(() -> KafkaFuture.completedFuture(
                                Map.of("/data", folder(sizes.getOrDefault((Integer) id, Map.of())))))));
        return made(DescribeLogDirsResult.class, Map.class, folders);
    }

    private static LogDirDescription folder(Map<TopicPartition, Long> sizes) {
        return new LogDirDescription(
                null,
                sizes.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, size -> new ReplicaInfo(size.getValue(), 0, false))));
    }

    private ListTopicsResult listTopics() {
        return made(
                ListTopicsResult.class,
                KafkaFuture.class,
                KafkaFuture.completedFuture(topics.keySet().stream()
                        .collect(Collectors.toMap(
                                Function.identity(), name -> new TopicListing(name, Uuid.randomUuid(), false)))));
    }

    private DescribeConsumerGroupsResult describeGroup(Collection<?> groups) {
        String group = (String) groups.iterator().next();
        KafkaFuture<ConsumerGroupDescription> answer = groupRefusal
                .<KafkaFuture<ConsumerGroupDescription>>map(FakeCluster::failed)
                .or(() -> members.map(count -> KafkaFuture.completedFuture(group(group, count))))
                .orElseGet(() -> failed(new GroupIdNotFoundException("no such group")));
        return new DescribeConsumerGroupsResult(Map.of(group, answer));
    }

    private static ConsumerGroupDescription group(String id, int members) {
        MemberDescription member =
                new MemberDescription("id", Optional.empty(), "client", "host", new MemberAssignment(Set.of()));
        return new ConsumerGroupDescription(
                id,
                false,
                Collections.nCopies(members, member),
                "",
                GroupType.CLASSIC,
                GroupState.STABLE,
                Node.noNode(),
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    private ListGroupsResult listGroups() {
        return made(
                ListGroupsResult.class,
                KafkaFuture.class,
                KafkaFuture.completedFuture(groups.keySet().stream()
                        .map(group -> new GroupListing(
                                group, Optional.of(GroupType.CLASSIC), "consumer", Optional.of(GroupState.EMPTY)))
                        .toList()));
    }

    private ListConsumerGroupOffsetsResult offsets(Set<?> wanted) {
        Map<CoordinatorKey, KafkaFuture<Map<TopicPartition, OffsetAndMetadata>>> futures = new HashMap<>();
        wanted.forEach(group -> futures.put(
                CoordinatorKey.byGroupId((String) group),
                refusedOffsets.containsKey((String) group)
                        ? failed(refusedOffsets.get((String) group))
                        : KafkaFuture.completedFuture(groups.getOrDefault((String) group, Map.of()))));
        return made(ListConsumerGroupOffsetsResult.class, Map.class, futures);
    }

    private ListConsumerGroupOffsetsResult offsets(String group) {
        return made(
                ListConsumerGroupOffsetsResult.class,
                Map.class,
                Map.of(CoordinatorKey.byGroupId(group), KafkaFuture.completedFuture(committed)));
    }

    private ListOffsetsResult listOffsets(Map<?, ?> wanted) {
        Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> offsets = new HashMap<>();
        wanted.forEach((key, spec) -> {
            TopicPartition partition = (TopicPartition) key;
            offsets.put(
                    partition,
                    topics.containsKey(partition.topic())
                            ? KafkaFuture.completedFuture(
                                    new ListOffsetsResultInfo(offset(partition, spec), -1, Optional.empty()))
                            : unknown());
        });
        return new ListOffsetsResult(offsets);
    }

    private long offset(TopicPartition partition, Object spec) {
        if (spec instanceof OffsetSpec.TimestampSpec) {
            return since.applyAsLong(partition);
        }
        return (spec instanceof OffsetSpec.EarliestSpec ? begins : ends).applyAsLong(partition);
    }

    private AlterConsumerGroupOffsetsResult commit(Map<?, ?> offsets) {
        offsets.forEach((partition, offset) -> committed.put((TopicPartition) partition, (OffsetAndMetadata) offset));
        return made(AlterConsumerGroupOffsetsResult.class, KafkaFuture.class, KafkaFuture.completedFuture(Map.of()));
    }

    private static <T> Map<String, KafkaFuture<T>> byName(
            Collection<String> names, Function<String, KafkaFuture<T>> answer) {
        return names.stream().collect(Collectors.toMap(Function.identity(), answer));
    }

    private static List<String> names(Object names) {
        return ((Collection<?>) names).stream().map(String.class::cast).toList();
    }

    private static List<ConfigResource> resources(Object resources) {
        return ((Collection<?>) resources)
                .stream().map(ConfigResource.class::cast).toList();
    }

    private static <T> KafkaFuture<T> done() {
        return KafkaFuture.completedFuture(null);
    }

    private static <T> KafkaFuture<T> unknown() {
        return failed(new UnknownTopicOrPartitionException("no such topic"));
    }

    static <T> KafkaFuture<T> failed(Exception reason) {
        KafkaFutureImpl<T> future = new KafkaFutureImpl<>();
        future.completeExceptionally(reason);
        return future;
    }

    /** Kafka gives some results no constructor for others. All its parameters are of one type. */
    private static <T> T made(Class<T> type, Class<?> parameter, Object... arguments) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(
                    Collections.nCopies(arguments.length, parameter).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }
}
