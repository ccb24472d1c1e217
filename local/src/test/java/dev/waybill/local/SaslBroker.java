package dev.waybill.local;

import dev.waybill.cloud.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** A broker to which everybody has to log in (SASL/PLAIN), and at which only {@code admin} may do what no ACL allows. */
final class SaslBroker implements AutoCloseable {
    static final String ADMIN = "admin";

    private final EmbeddedBroker broker;

    private SaslBroker(EmbeddedBroker broker) {
        this.broker = broker;
    }

    /** Starts one that knows these users, and {@link #ADMIN}. */
    static SaslBroker start(Path folder, List<String> users) {
        int port = FreePort.find();
        int internal = FreePort.find();
        int controller = FreePort.find();
        String passwords = users.stream()
                .map(user -> " user_" + user + "=\"" + password(user) + "\"")
                .collect(Collectors.joining());
        Map<String, String> config = Map.ofEntries(
                Map.entry(
                        "listeners",
                        "CLIENTS://127.0.0.1:%d,INTERNAL://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                                .formatted(port, internal, controller)),
                Map.entry(
                        "listener.security.protocol.map",
                        "CLIENTS:SASL_PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("controller.quorum.voters", BrokerSettings.NODE_ID + "@127.0.0.1:" + controller),
                Map.entry("inter.broker.listener.name", "INTERNAL"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                Map.entry(
                        "listener.name.clients.plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required user_" + ADMIN + "=\""
                                + password(ADMIN) + "\"" + passwords + ";"),
                Map.entry("authorizer.class.name", RecordingAuthorizer.class.getName()),
                Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"),
                // The broker itself comes over the listeners that nobody else knows, without a name.
                Map.entry("super.users", "User:" + ADMIN + ";User:ANONYMOUS"));
        return new SaslBroker(EmbeddedBroker.start(folder, port, config));
    }

    private static String password(String user) {
        return user + "-secret";
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** How this user's clients log in. */
    Map<String, String> login(String user) {
        return new TreeMap<>(Map.of(
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", jaas(user)));
    }

    static String jaas(String user) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                + password(user) + "\";";
    }

    /** The same with the brokers' address, as a file of client properties. */
    Path loginFile(Path folder, String user) throws IOException {
        return Files.writeString(
                folder.resolve(user + ".properties"),
                login(user).entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    /** An admin client that may do everything, to be closed by the caller. */
    Admin admin() {
        Map<String, Object> config = new TreeMap<>(login(ADMIN));
        config.put("bootstrap.servers", bootstrapServers());
        return Admin.create(config);
    }

    @Override
    public void close() {
        broker.close();
    }
}
