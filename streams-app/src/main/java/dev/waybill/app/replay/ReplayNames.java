package dev.waybill.app.replay;

import dev.waybill.contract.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What a replay is called in the cluster and here, beside the live application.
 *
 * @param setup the live application
 */
record ReplayNames(ReplaySetup setup, ReplayId id) {
    /** Ends the name of its own topic. */
    static final String NOTES = "-notes";

    String applicationId() {
        return id.applicationId(setup.applicationId());
    }

    /** Its own topic. */
    String notes() {
        return applicationId() + NOTES;
    }

    /** Its Streams configuration: the live one's, but for what belongs to one instance. */
    Map<String, Object> kafka() {
        Map<String, Object> kafka = new HashMap<>(setup.kafka());
        kafka.keySet().removeIf(key -> key.endsWith("group.instance.id") || key.endsWith("client.id"));
        kafka.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId());
        kafka.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 0);
        return kafka;
    }

    short replicationFactor() {
        return new StreamsConfig(kafka())
                .getInt(StreamsConfig.REPLICATION_FACTOR_CONFIG)
                .shortValue();
    }

    ReplayRemains remains() {
        List<String> topics = new ArrayList<>();
        for (Source source : Source.values()) {
            topics.add(applicationId() + "-" + setup.placement().storeName(source) + "-changelog");
        }
        topics.add(notes());
        Path state = Path.of(new StreamsConfig(kafka()).getString(StreamsConfig.STATE_DIR_CONFIG));
        return new ReplayRemains(applicationId(), topics, state.resolve(applicationId()));
    }
}
