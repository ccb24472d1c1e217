package dev.waybill.kubernetes;

import dev.waybill.connector.Connector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Connectors as KafkaConnectors. What Strimzi says in fields of its own stands there and not in the configuration. */
final class ConnectorResources {
    private static final String CLASS = "connector.class";
    private static final String TASKS = "tasks.max";

    private ConnectorResources() {}

    /** @throws IllegalArgumentException if a connector's name is none for Kubernetes */
    static Stream<StrimziResource> of(List<Connector> connectors, StrimziClusters clusters) {
        return connectors.stream().map(connector -> of(connector, clusters));
    }

    private static StrimziResource of(Connector connector, StrimziClusters clusters) {
        Map<String, String> config = new TreeMap<>(connector.config());
        config.remove("name");
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("class", config.remove(CLASS));
        String tasks = config.remove(TASKS);
        if (tasks != null) {
            spec.put("tasksMax", Integer.valueOf(tasks.strip()));
        }
        spec.put("config", config);
        return new StrimziResource("KafkaConnector", connector.name(), clusters.connect(), Map.of(), spec);
    }
}
