package dev.waybill.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topic that events are imported to, as the broker describes it.
 *
 * @param retention how long it keeps records, by their timestamps; empty for ever
 * @param brokerStamps whether the broker replaces the records' timestamps by its own clock
 */
record InputTopic(String name, Optional<Duration> retention, boolean brokerStamps) {
    /**
     * Asks the broker.
     *
     * @throws ImportException if it does not answer or does not have the topic
     */
    static InputTopic describe(Admin admin, String name, BrokerAnswers answers) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        answers.await(admin.describeTopics(List.of(name)).allTopicNames());
        Config config =
                answers.await(admin.describeConfigs(List.of(resource)).all()).get(resource);
        long retention = config == null ? -1 : Long.parseLong(value(config, TopicConfig.RETENTION_MS_CONFIG, "-1"));
        String stamps = config == null ? "" : value(config, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "");
        return new InputTopic(
                name,
                retention < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(retention)),
                stamps.equals("LogAppendTime"));
    }

    /** Whether a record of this time is kept; otherwise it may be gone before anybody reads it. */
    boolean keeps(Instant stamp, Instant now) {
        return brokerStamps || retention.isEmpty() || stamp.isAfter(now.minus(retention.get()));
    }

    private static String value(Config config, String key, String otherwise) {
        var entry = config.get(key);
        return entry == null || entry.value() == null ? otherwise : entry.value();
    }
}
