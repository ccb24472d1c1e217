package dev.waybill.config;

import dev.waybill.contract.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Kafka setting that exactness depends on: its safe value, and which others are safe too.
 *
 * @param key as Streams knows it, with the client's prefix where it is for one client
 * @param aliases other keys that set the same; an unsafe value under any of them is refused
 * @param standard the safe value, set where nobody sets any of the keys
 * @param lowest the lowest safe number; empty where only {@code standard} is safe
 * @param highest the highest safe number
 * @param reason what would go wrong
 */
record KafkaRule(
        String key,
        List<String> aliases,
        String standard,
        Optional<Long> lowest,
        Optional<Long> highest,
        String reason) {
    static final List<KafkaRule> ALL = List.of(
            fixed("processing.guarantee", "exactly_once_v2", "events would be lost or doubled", List.of()),
            fixed(
                    "main.consumer.auto.offset.reset",
                    "none",
                    "lost input would go unnoticed",
                    List.of("auto.offset.reset", "consumer.auto.offset.reset")),
            fixed(
                    "ensure.explicit.internal.resource.naming",
                    "true",
                    "state would be lost when the topology changes",
                    List.of()),
            fixed(
                    "production.exception.handler",
                    "org.apache.kafka.streams.errors.DefaultProductionExceptionHandler",
                    "a part that cannot be written would be lost",
                    List.of("default.production.exception.handler")),
            fixed(
                    "processing.exception.handler",
                    "org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler",
                    "events would be lost",
                    List.of()),
            fixed("producer.compression.type", "none", "parts are compressed already", List.of("compression.type")),
            new KafkaRule(
                    "producer.transaction.timeout.ms",
                    List.of("transaction.timeout.ms"),
                    Long.toString(Limits.TRANSACTION_TIMEOUT.toMillis()),
                    Optional.of(10_000L),
                    Optional.of(Limits.TRANSACTION_TIMEOUT.toMillis()),
                    "after a kill, readers of finished parts would wait that long"),
            atLeast(
                    "producer.max.request.size",
                    "max.request.size",
                    Limits.MAX_MESSAGE_BYTES,
                    "a full part would not fit"),
            atLeast(
                    "producer.buffer.memory",
                    "buffer.memory",
                    Limits.PRODUCER_BUFFER_MEMORY,
                    "large parts would block each other"),
            atLeast(
                    "producer.delivery.timeout.ms",
                    "delivery.timeout.ms",
                    Limits.DELIVERY_TIMEOUT.toMillis(),
                    "a slow broker would cost the state, which is restored after a timeout"),
            atLeast(
                    "producer.metadata.max.idle.ms",
                    "metadata.max.idle.ms",
                    Limits.PRODUCER_METADATA_MAX_IDLE.toMillis(),
                    "each daily part would look its topic up again"),
            atLeast(
                    "topic.max.message.bytes",
                    "topic.max.message.bytes",
                    Limits.MAX_MESSAGE_BYTES,
                    "a block of state would not fit"));

    /** What Streams is told where nobody says anything, beside the rules. */
    static final Map<String, String> DEFAULTS =
            Map.of("application.id", "waybill", "num.standby.replicas", "1", "replication.factor", "-1");

    private static KafkaRule fixed(String key, String value, String reason, List<String> aliases) {
        return new KafkaRule(key, aliases, value, Optional.empty(), Optional.empty(), reason);
    }

    private static KafkaRule atLeast(String key, String alias, long lowest, String reason) {
        List<String> aliases = alias.equals(key) ? List.of() : List.of(alias);
        return new KafkaRule(key, aliases, Long.toString(lowest), Optional.of(lowest), Optional.empty(), reason);
    }

    /** All keys that set this. */
    Stream<String> keys() {
        return Stream.concat(Stream.of(key), aliases.stream());
    }

    boolean isSafe(String value) {
        if (lowest.isEmpty()) {
            return value.equals(standard);
        }
        if (!value.matches("[0-9]{1,18}")) {
            return false;
        }
        long number = Long.parseLong(value);
        return number >= lowest.get() && number <= highest.orElse(Long.MAX_VALUE);
    }

    /** What is safe, for messages. */
    String safe() {
        if (lowest.isEmpty()) {
            return "must be " + standard;
        }
        return highest.map(most -> "must be from " + lowest.get() + " to " + most)
                .orElseGet(() -> "must be at least " + lowest.get());
    }
}
