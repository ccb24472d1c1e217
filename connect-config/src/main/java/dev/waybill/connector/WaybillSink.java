package dev.waybill.connector;

import dev.waybill.contract.Topics;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.ReferenceSyntax;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Waybill's own sink: one connector for any number of exports. What goes where stands in the catalog, which it reads, so
 * exports come and go without touching the connector.
 *
 * @param name the connector's name
 * @param catalogClient settings of the clients with which it reads the catalog, by Kafka's own keys; {@code
 *     bootstrap.servers} at least, or Connect refuses the connector; with the same it says what it delivers, unless
 *     overrides say others
 * @param othersTopics topics that another product delivers, and that this one must leave alone
 */
public record WaybillSink(String name, Map<String, String> catalogClient, Collection<String> othersTopics)
        implements ConnectorTemplate {
    static final String CONNECTOR_CLASS = "dev.waybill.sink.ExportSinkConnector";
    static final String CATALOG_CLIENT = "catalog.client.";
    private static final String DELIVERIES_CLIENT = "deliveries.client.";
    private static final String TOPICS = "topics.regex";
    private static final String PARKING_AFTER = "parking.after.ms";
    private static final String NEVER = "-1";

    private static final String FROM_SPEC = "it follows from the exports' specs; change destination or delivery there";
    private static final String BYTES = "parts must reach their buckets as they are";
    /** A login module's option that is a secret and does not begin with a reference; other options may be anything. */
    private static final Pattern HOLDS_A_SECRET =
            Pattern.compile("(?i)(?:password|secret)\\s*=\\s*[\"']?(?!\\s*[\"']?\\$\\{)");

    private static final ProtectedKeys PROTECTED = new ProtectedKeys(protectedKeys());

    public WaybillSink {
        catalogClient = Map.copyOf(catalogClient);
        othersTopics = List.copyOf(new TreeSet<>(othersTopics));
    }

    @Override
    public String product() {
        return "waybill-sink";
    }

    @Override
    public List<Connector> connectors(
            List<ExportSpec> exports, Map<String, String> overrides, Consumer<Problem> problems) {
        for (ExportSpec export : exports) {
            if (!export.connector().isEmpty()) {
                problems.accept(Problem.at(Place.of(export.exportId().toString(), "connector"), "has no effect")
                        .hint("Waybill's sink serves all exports with one connector: put the settings under "
                                + "connectors.waybill-sink.overrides in platform.yaml"));
            }
        }
        Place place = Place.of("platform.yaml", "connectors." + product() + ".overrides");
        Map<String, String> config = config();
        config.putAll(PROTECTED.allowed(place, overrides, problems));
        if (parks(config)) {
            config.put(TOPICS, topicsRegex(Topics.deliveryPattern() + "|" + Topics.parkedPattern()));
        }
        requireReferences(place, overrides, problems);
        requireReferences(
                Place.of("platform.yaml", "connectors." + product() + ".catalog-client"), catalogClient, problems);
        return List.of(new Connector(name, config));
    }

    /** Whether these are settings of two sinks that read one catalog, so that both deliver the same exports. */
    public static boolean areTheSame(Map<String, String> one, Map<String, String> other) {
        String catalog = CATALOG_CLIENT + "bootstrap.servers";
        return Stream.of(one, other).allMatch(config -> CONNECTOR_CLASS.equals(config.get("connector.class")))
                && Objects.equals(one.get(catalog), other.get(catalog));
    }

    /**
     * Whether the connector parks records of destinations that stay broken. It then reads the parking topics, too, and so
     * delivers what it has parked.
     */
    public static boolean parks(Connector connector) {
        return parks(connector.config());
    }

    private static boolean parks(Map<String, String> config) {
        return CONNECTOR_CLASS.equals(config.get("connector.class"))
                && !config.getOrDefault(PARKING_AFTER, NEVER).strip().equals(NEVER);
    }

    private static void requireReferences(Place place, Map<String, String> values, Consumer<Problem> problems) {
        values.forEach((key, value) -> {
            if (isSecret(key)
                    || (key.endsWith("sasl.jaas.config")
                            && HOLDS_A_SECRET.matcher(value).find())) {
                ReferenceSyntax.problemOfConnectorSecret(place.key(key), value).ifPresent(problems);
            }
        });
    }

    private static boolean isSecret(String key) {
        boolean isFile = key.startsWith("credentials.") && key.endsWith(".file");
        return key.endsWith("password")
                || key.equals("metrics.login")
                || key.endsWith("ssl.keystore.key")
                || key.startsWith("aws.")
                || (key.startsWith("credentials.") && !isFile);
    }

    private Map<String, String> config() {
        Map<String, String> config = new TreeMap<>();
        config.put("name", name);
        config.put("connector.class", CONNECTOR_CLASS);
        config.put("tasks.max", "4");
        config.put(TOPICS, topicsRegex(Topics.deliveryPattern()));
        config.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("header.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        catalogClient.forEach((key, value) -> {
            config.put(CATALOG_CLIENT + key, value);
            config.put(DELIVERIES_CLIENT + key, value);
        });
        config.put("consumer.override.isolation.level", "read_committed");
        config.put("consumer.override.auto.offset.reset", "earliest");
        // Spreads one-partition topics over tasks; the default assignor would give all of them to one. Not the protocol
        // "consumer": with Kafka 4.3.1 a rebalance then kills Connect's sink tasks.
        config.put(
                "consumer.override.partition.assignment.strategy",
                "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        // New exports' topics are found this soon.
        config.put("consumer.override.metadata.max.age.ms", "10000");
        // Parts are large: a poll should not hold hundreds of them.
        config.put("consumer.override.max.poll.records", "16");
        return config;
    }

    private String topicsRegex(String topics) {
        if (othersTopics.isEmpty()) {
            return topics;
        }
        String others =
                othersTopics.stream().map(topic -> topic.replace(".", "\\.")).collect(Collectors.joining("|"));
        return "(?!(?:" + others + ")$)(?:" + topics + ")";
    }

    private static Map<String, String> protectedKeys() {
        Map<String, String> keys = new TreeMap<>();
        keys.put("name", "say connectors.waybill-sink.name in platform.yaml");
        keys.put("connector.class", FROM_SPEC);
        keys.put("topics*", FROM_SPEC);
        keys.put(CATALOG_CLIENT + "*", "say connectors.waybill-sink.catalog-client in platform.yaml");
        keys.put("key.converter*", BYTES);
        keys.put("value.converter*", BYTES);
        keys.put("header.converter*", BYTES);
        keys.put("transforms*", BYTES);
        keys.put("predicates*", BYTES);
        keys.put("errors.*", "a record that cannot be delivered must not be passed over");
        keys.put("consumer.override.isolation.level", "parts of aborted transactions must not be delivered");
        keys.put("consumer.override.auto.offset.reset", "another value would skip parts");
        keys.put("consumer.override.group.id", "the connector's position in its topics hangs on it");
        return keys;
    }
}
