package dev.waybill.kafka.cluster;

import dev.waybill.clients.KafkaClients;
import dev.waybill.clients.ReaderSettings;
import dev.waybill.contract.ClusterException;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.kafka.ClaimTicket;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The quarantine topic of a cluster. Reads with assigned partitions only, so it is a member of no group. */
public final class KafkaQuarantine implements Quarantine {
    private static final Duration POLL = Duration.ofMillis(500);
    /** Tickets are not to be trusted with which topic an operator's credentials read. */
    private static final Set<String> INPUTS =
            Stream.of(Source.values()).map(Topics::input).collect(Collectors.toUnmodifiableSet());

    private static final Comparator<QuarantinedEvent> OLDEST_FIRST = Comparator.comparing(QuarantinedEvent::at)
            .thenComparing(event -> event.ticket().topic())
            .thenComparing(event -> event.ticket().partition())
            .thenComparing(event -> event.ticket().offset());

    private final Consumer<byte[], byte[]> consumer;

    /** The quarantine of the cluster that these client settings, {@code bootstrap.servers} included, name. */
    public KafkaQuarantine(KafkaClients clients, Map<String, Object> client) {
        consumer = clients.consumer(ReaderSettings.of(client));
    }

    @Override
    public List<QuarantinedEvent> newest(Instant since, int limit, Predicate<ClaimTicket> matching) {
        PriorityQueue<QuarantinedEvent> newest = new PriorityQueue<>(OLDEST_FIRST);
        try {
            for (TopicPartition partition : partitions()) {
                OptionalLong start = firstSince(partition, since);
                if (start.isPresent()) {
                    read(partition, start.getAsLong(), limit, matching, newest);
                }
            }
        } catch (KafkaException e) {
            throw unavailable("read " + Topics.QUARANTINE, e);
        }
        return newest.stream().sorted(OLDEST_FIRST).toList();
    }

    private Set<TopicPartition> partitions() {
        return consumer.partitionsFor(Topics.QUARANTINE).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .collect(Collectors.toSet());
    }

    private OptionalLong firstSince(TopicPartition partition, Instant since) {
        OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(partition, Math.max(0, since.toEpochMilli())))
                .get(partition);
        return first == null ? OptionalLong.empty() : OptionalLong.of(first.offset());
    }

    private void read(
            TopicPartition partition,
            long start,
            int limit,
            Predicate<ClaimTicket> matching,
            PriorityQueue<QuarantinedEvent> newest) {
        long end = end(partition);
        consumer.assign(Set.of(partition));
        consumer.seek(partition, start);
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                ClaimTicket ticket = ClaimTicket.parse(record.value());
                if (matching.test(ticket)) {
                    newest.add(new QuarantinedEvent(Instant.ofEpochMilli(record.timestamp()), ticket));
                    if (newest.size() > limit) {
                        newest.remove();
                    }
                }
            }
        }
    }

    private long end(TopicPartition partition) {
        return consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
    }

    @Override
    public Optional<byte[]> content(ClaimTicket ticket) {
        if (!INPUTS.contains(ticket.topic())) {
            throw new ClusterException(
                    "topic " + ticket.topic() + ", which a claim ticket names, is not an input topic; not read", null);
        }
        TopicPartition partition = new TopicPartition(ticket.topic(), ticket.partition());
        try {
            long first = consumer.beginningOffsets(Set.of(partition)).getOrDefault(partition, 0L);
            if (ticket.offset() < first || ticket.offset() >= end(partition)) {
                return Optional.empty();
            }
            return valueAt(partition, ticket.offset());
        } catch (KafkaException e) {
            throw unavailable("read " + partition, e);
        }
    }

    private Optional<byte[]> valueAt(TopicPartition partition, long offset) {
        consumer.assign(Set.of(partition));
        consumer.seek(partition, offset);
        while (consumer.position(partition) <= offset) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                return record.offset() == offset ? Optional.ofNullable(record.value()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static ClusterException unavailable(String what, KafkaException e) {
        return new ClusterException(
                "could not " + what + ": " + e.getMessage() + "; check the credentials, and that the topic exists", e);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
