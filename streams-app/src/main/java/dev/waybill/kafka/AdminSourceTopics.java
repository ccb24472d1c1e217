package dev.waybill.kafka;

import static java.util.Objects.requireNonNull;

import dev.waybill.ledger.Stamped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the broker, again and again, since topics get more partitions. Where it does not answer, what it said last holds. */
public final class AdminSourceTopics implements SourceTopics {
    static final Duration ASK_AGAIN = Duration.ofSeconds(30);
    static final Duration ASK_UNKNOWN_AGAIN = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(AdminSourceTopics.class);

    private final Function<String, CompletionStage<Shape>> shapeOf;
    private final Clock clock;
    private final ConcurrentMap<String, Shape> shapes = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Long> askedMillis = new ConcurrentHashMap<>();

    public AdminSourceTopics(Admin admin, Clock clock) {
        this(topic -> ask(admin, topic), clock);
    }

    /**
     * Makes it.
     *
     * @param shapeOf asks about a topic
     */
    AdminSourceTopics(Function<String, CompletionStage<Shape>> shapeOf, Clock clock) {
        this.shapeOf = shapeOf;
        this.clock = clock;
    }

    @Override
    public Optional<Shape> shape(String topic) {
        Optional<Shape> known = Optional.ofNullable(shapes.get(topic));
        long now = clock.millis();
        long again = (known.isPresent() ? ASK_AGAIN : ASK_UNKNOWN_AGAIN).toMillis();
        @Nullable Long asked = askedMillis.get(topic);
        if ((asked == null || now - asked >= again) && claim(topic, asked, now)) {
            shapeOf.apply(topic).whenComplete((shape, error) -> {
                if (error == null) {
                    shapes.put(topic, shape);
                } else {
                    LOG.atWarn()
                            .addKeyValue("topicName", topic)
                            .log("the broker does not say how the topic is made: {}", error.toString());
                }
            });
        }
        return known;
    }

    /** Whether nobody else asks. */
    private boolean claim(String topic, @Nullable Long asked, long now) {
        return asked == null ? askedMillis.putIfAbsent(topic, now) == null : askedMillis.replace(topic, asked, now);
    }

    private static CompletionStage<Shape> ask(Admin admin, String name) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        CompletionStage<Stamped> stamped = requireNonNull(
                        admin.describeConfigs(Set.of(resource)).values().get(resource))
                .toCompletionStage()
                .thenApply(AdminSourceTopics::stamped);
        return requireNonNull(
                        admin.describeTopics(List.of(name)).topicNameValues().get(name))
                .toCompletionStage()
                .thenCombine(
                        stamped, (topic, by) -> new Shape(topic.partitions().size(), by));
    }

    private static Stamped stamped(Config config) {
        @Nullable ConfigEntry type = config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
        return type != null && TimestampType.LOG_APPEND_TIME.name.equals(type.value())
                ? Stamped.BROKER
                : Stamped.PRODUCER;
    }
}
