package dev.waybill.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class AdminTopicGateTest {
    private static final String TOPIC = "export.acme.all";
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");

    private KafkaFuture<Config> next = new KafkaFutureImpl<>();
    private int asked;
    private Duration passed = Duration.ZERO;

    private final InstantSource now = () -> START.plus(passed);
    private final AdminTopicGate gate = new AdminTopicGate(
            topic -> {
                asked++;
                return next;
            },
            now.withZone(ZoneOffset.UTC));

    @Test
    void isShutUntilTheBrokerHasAnswered() {
        assertThat(gate.isOpen(TOPIC)).isFalse();
        assertThat(gate.shut()).isEmpty();
    }

    @Test
    void isOpenWhereTheTopicIsLargeEnough() {
        next = answer(Limits.MAX_MESSAGE_BYTES);

        assertThat(isOpenOnceAnswered()).isTrue();
        assertThat(gate.shut()).isEmpty();
    }

    @Test
    void isShutWhereTheTopicIsTooSmall() {
        next = answer(Limits.MAX_MESSAGE_BYTES - 1);

        assertThat(isOpenOnceAnswered()).isFalse();
        assertThat(gate.shut()).isEqualTo(Map.of(TOPIC, "too_small"));
    }

    @Test
    void opensWhenAMissingTopicIsThere() {
        next = failure(new UnknownTopicOrPartitionException("no such topic"));
        assertThat(isOpenOnceAnswered()).isFalse();
        assertThat(gate.shut()).isEqualTo(Map.of(TOPIC, "missing"));

        next = answer(Limits.MAX_MESSAGE_BYTES);
        assertThat(isOpenOnceAnswered()).isFalse();
        passed = Duration.ofSeconds(5);
        assertThat(isOpenOnceAnswered()).isTrue();
    }

    @Test
    void saysThatTheBrokerDoesNotAnswerAndAsksAgainLater() {
        next = failure(new TopicAuthorizationException("not authorized"));

        assertThat(isOpenOnceAnswered()).isFalse();
        assertThat(isOpenOnceAnswered()).isFalse();

        assertThat(gate.shut()).isEqualTo(Map.of(TOPIC, "unanswered"));
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void staysOpenWhereTheBrokerDoesNotAnswerAgain() {
        next = answer(Limits.MAX_MESSAGE_BYTES);
        isOpenOnceAnswered();

        next = failure(new TimeoutException("no answer"));
        passed = Duration.ofMinutes(5);

        assertThat(isOpenOnceAnswered()).isTrue();
        assertThat(isOpenOnceAnswered()).isTrue();
        assertThat(asked).isEqualTo(2);
    }

    private boolean isOpenOnceAnswered() {
        gate.isOpen(TOPIC);
        return gate.isOpen(TOPIC);
    }

    private static KafkaFuture<Config> answer(int maxMessageBytes) {
        return KafkaFuture.completedFuture(
                new Config(List.of(new ConfigEntry("max.message.bytes", Integer.toString(maxMessageBytes)))));
    }

    private static KafkaFuture<Config> failure(RuntimeException error) {
        KafkaFutureImpl<Config> failed = new KafkaFutureImpl<>();
        failed.completeExceptionally(error);
        return failed;
    }
}
