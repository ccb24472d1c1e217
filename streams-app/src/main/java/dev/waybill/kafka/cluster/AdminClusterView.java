package dev.waybill.kafka.cluster;

import dev.waybill.clients.ClusterAnswer;
import dev.waybill.contract.ClusterException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Asks a real cluster. */
final class AdminClusterView implements ClusterView {
    /** Topics per request: with all of 10,000 at once a broker would not answer in time. */
    private static final int BATCH = 500;
    /** The same limit, in both directions. */
    private static final String BEFORE_KAFKA_3_6 = "message.timestamp.difference.max.ms";

    /** Until partitions that change hands have arrived: a rebalance takes seconds. */
    private static final int GROUP_LOOKS = 10;

    private static final Duration BETWEEN_GROUP_LOOKS = Duration.ofSeconds(1);

    private final Admin admin;
    private final Map<String, Object> producer;
    private final Optional<Short> replicationFactor;

    /**
     * @param producer settings of a producer
     * @param replicationFactor of topics that are made; empty for the brokers' own
     */
    AdminClusterView(Admin admin, Map<String, Object> producer, Optional<Short> replicationFactor) {
        this.admin = admin;
        this.producer = Map.copyOf(producer);
        this.replicationFactor = replicationFactor;
    }

    @Override
    public Map<String, TopicView> topics(Collection<String> names) {
        List<String> all = List.copyOf(names);
        Map<String, TopicView> topics = new HashMap<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            topics.putAll(batch(all.subList(from, Math.min(all.size(), from + BATCH))));
        }
        return topics;
    }

    private Map<String, TopicView> batch(List<String> names) {
        Map<String, Integer> partitions = new HashMap<>();
        admin.describeTopics(names)
                .topicNameValues()
                .forEach((name, future) -> unlessUnknown("describe topic " + name, future)
                        .map(TopicDescription::partitions)
                        .ifPresent(found -> partitions.put(name, found.size())));
        List<ConfigResource> resources = new ArrayList<>();
        partitions.keySet().forEach(name -> resources.add(new ConfigResource(ConfigResource.Type.TOPIC, name)));
        Map<String, TopicView> views = new HashMap<>();
        admin.describeConfigs(resources)
                .values()
                .forEach((resource, future) -> unlessUnknown("read the settings of topic " + resource.name(), future)
                        .ifPresent(config -> views.put(
                                resource.name(),
                                new TopicView(
                                        partitions.getOrDefault(resource.name(), 0),
                                        maxMessageBytes(config),
                                        aheadMillis(config)))));
        return views;
    }

    private static int maxMessageBytes(Config config) {
        return Integer.parseInt(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
    }

    private static long aheadMillis(Config config) {
        if (config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value().equals("LogAppendTime")) {
            return 0;
        }
        return Stream.of(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, BEFORE_KAFKA_3_6)
                .map(config::get)
                .filter(Objects::nonNull)
                .findFirst()
                .map(entry -> Long.parseLong(entry.value()))
                .orElse(Long.MAX_VALUE);
    }

    @Override
    public Map<TopicPartition, Long> committed(String group) {
        try {
            return await(
                            "read the committed offsets of " + group,
                            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(group))
                    .entrySet()
                    .stream()
                    .filter(entry -> entry.getValue() != null)
                    .collect(Collectors.toMap(
                            Entry::getKey, entry -> entry.getValue().offset()));
        } catch (ClusterException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw e;
        }
    }

    @Override
    public SortedSet<String> read(String group, Set<String> awaited) {
        for (int look = 1; ; look++) {
            Collection<MemberDescription> members = members(group);
            SortedSet<String> read = members.stream()
                    .flatMap(member -> member.assignment().topicPartitions().stream())
                    .map(TopicPartition::topic)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (members.isEmpty() || read.equals(awaited) || look == GROUP_LOOKS) {
                return read;
            }
            pause(group);
        }
    }

    private Collection<MemberDescription> members(String group) {
        try {
            return await(
                            "see who runs as " + group,
                            admin.describeConsumerGroups(List.of(group))
                                    .describedGroups()
                                    .values()
                                    .iterator()
                                    .next())
                    .members();
        } catch (ClusterException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw e;
        }
    }

    private static void pause(String group) {
        try {
            Thread.sleep(BETWEEN_GROUP_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while seeing who runs as " + group, e);
        }
    }

    @Override
    public Duration clockAhead(String topic) {
        try (Producer<byte[], byte[]> sender =
                new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer())) {
            BrokerClock.create(admin, topic, replicationFactor);
            return new BrokerClock(Clock.systemUTC()).ahead(sender, topic);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ClusterException(
                    "could not compare clocks by a record in " + topic + ": " + cause.getMessage()
                            + "; the application's user must be permitted to create and write topics that begin with"
                            + " its application.id",
                    cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while comparing clocks", e);
        }
    }

    @Override
    public Map<TopicPartition, Long> earliest(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.earliest()));
        return await(
                        "read the first offsets of the input topics",
                        admin.listOffsets(asked).all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Entry::getKey, entry -> entry.getValue().offset()));
    }

    private static <T> Optional<T> unlessUnknown(String what, KafkaFuture<T> future) {
        try {
            return Optional.of(await(what, future));
        } catch (ClusterException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static <T> T await(String what, KafkaFuture<T> future) {
        try {
            return ClusterAnswer.of(what, future);
        } catch (ClusterException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw e;
            }
            throw new ClusterException(
                    e.getMessage() + "; check kafka.bootstrap.servers, the credentials, and that the brokers run",
                    e.getCause());
        }
    }
}
