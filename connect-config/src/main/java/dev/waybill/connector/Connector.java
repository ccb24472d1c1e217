package dev.waybill.connector;

import dev.waybill.json.JsonText;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One connector as Kafka Connect's REST interface takes it.
 *
 * @param name the connector's name, which is also its consumer group's, behind {@code connect-}
 * @param config its configuration, {@code name} included
 */
public record Connector(String name, Map<String, String> config) {
    public Connector {
        if (!name.equals(config.get("name"))) {
            throw new IllegalArgumentException("the configuration of connector " + name + " names another");
        }
        config = Collections.unmodifiableMap(new TreeMap<>(config));
    }

    /** The body for {@code PUT /connectors/<name>/config}, which creates or changes it; keys sorted. */
    public String json() {
        return JsonText.of(config);
    }
}
