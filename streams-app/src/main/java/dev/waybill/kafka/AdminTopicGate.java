package dev.waybill.kafka;

import dev.waybill.contract.Limits;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker about a topic's {@code max.message.bytes}, in the background. A topic is open once the broker has said
 * that it is there and large enough; a topic that was not is asked about again.
 */
public final class AdminTopicGate implements TopicGate {
    private static final Logger LOG = LoggerFactory.getLogger(AdminTopicGate.class);
    private static final Duration ASK_AGAIN_OPEN = Duration.ofMinutes(5);
    private static final Duration ASK_AGAIN_SHUT = Duration.ofSeconds(5);

    private enum State {
        UNKNOWN,
        OPEN,
        MISSING,
        TOO_SMALL,
        /** The broker did not say. */
        UNANSWERED
    }

    private record Answer(State state, long askedMillis) {}

    private static final Answer NEVER_ASKED = new Answer(State.UNKNOWN, Long.MIN_VALUE);

    private final Function<String, KafkaFuture<Config>> configOf;
    private final Clock clock;
    private final ConcurrentMap<String, Answer> answers = new ConcurrentHashMap<>();
    private final Set<String> asking = ConcurrentHashMap.newKeySet();

    public AdminTopicGate(Admin admin, Clock clock) {
        this(
                topic -> {
                    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
                    return admin.describeConfigs(Set.of(resource)).values().get(resource);
                },
                clock);
    }

    /**
     * Makes the gate.
     *
     * @param configOf asks for a topic's configuration
     */
    AdminTopicGate(Function<String, KafkaFuture<Config>> configOf, Clock clock) {
        this.configOf = configOf;
        this.clock = clock;
    }

    @Override
    public boolean isOpen(String topic) {
        Answer answer = lastAnswer(topic);
        boolean open = answer.state() == State.OPEN;
        Duration askAgain = open ? ASK_AGAIN_OPEN : ASK_AGAIN_SHUT;
        if (answer.state() == State.UNKNOWN || clock.millis() - answer.askedMillis() >= askAgain.toMillis()) {
            ask(topic);
        }
        return open;
    }

    private void ask(String topic) {
        if (!asking.add(topic)) {
            return;
        }
        configOf.apply(topic).whenComplete((config, error) -> {
            if (error == null) {
                answer(topic, sizeLimit(config), "");
            } else if (error instanceof UnknownTopicOrPartitionException) {
                answer(topic, State.MISSING, "");
            } else {
                answer(
                        topic,
                        lastAnswer(topic).state() == State.OPEN ? State.OPEN : State.UNANSWERED,
                        error.toString());
            }
            asking.remove(topic);
        });
    }

    private Answer lastAnswer(String topic) {
        return answers.getOrDefault(topic, NEVER_ASKED);
    }

    private static State sizeLimit(Config config) {
        @Nullable ConfigEntry size = config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        return size != null && Long.parseLong(size.value()) >= Limits.MAX_MESSAGE_BYTES ? State.OPEN : State.TOO_SMALL;
    }

    private void answer(String topic, State state, String reason) {
        Answer before = answers.put(topic, new Answer(state, clock.millis()));
        if (before == null ? state != State.OPEN : before.state() != state) {
            log(topic, state, reason);
        }
    }

    private static void log(String topic, State state, String reason) {
        String advice = switch (state) {
            case OPEN -> "the export topic can be written to; its exports go on";
            case MISSING -> "the export topic is missing; its exports wait in state. Run: waybill topics";
            case TOO_SMALL ->
                "the export topic takes too small messages; its exports wait in state. Set its"
                        + " max.message.bytes to " + Limits.MAX_MESSAGE_BYTES + ", or run: waybill topics";
            case UNANSWERED ->
                "the broker does not say whether the export topic can be written to; its exports wait in state. The"
                        + " application's user must be permitted to describe the topic's configuration";
            case UNKNOWN -> "the export topic is unknown";
        };
        (state == State.OPEN ? LOG.atInfo() : LOG.atWarn())
                .addKeyValue("topicName", topic)
                .addKeyValue("reason", reason)
                .log(advice);
    }

    /** The topics that cannot be written to, as last heard, with the reason. */
    public Map<String, String> shut() {
        Map<String, String> shut = new TreeMap<>();
        answers.forEach((topic, answer) -> {
            if (answer.state() != State.OPEN) {
                shut.put(topic, answer.state().name().toLowerCase(Locale.ROOT));
            }
        });
        return shut;
    }
}
