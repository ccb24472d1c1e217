package dev.waybill.cli;

import dev.waybill.app.UsageException;
import dev.waybill.contract.ClientLogin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster a command talks to, and how. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ClusterOptions {
    @Option(
            names = "--bootstrap",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Brokers of the cluster, separated by commas.")
    private String bootstrap;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Kafka client properties, such as those for TLS and SASL.")
    private @Nullable Path commandConfig;

    /**
     * Properties of a client, of any kind, that the brokers know by this name.
     *
     * @throws IOException if the file cannot be read
     * @throws UsageException if they ask for a login that is not configured
     */
    Properties client(String id) throws IOException {
        Properties properties = new Properties();
        if (commandConfig != null) {
            try (InputStream in = Files.newInputStream(commandConfig)) {
                properties.load(in);
            }
        }
        ClientLogin.missing(properties).ifPresent(problem -> {
            throw new UsageException(problem);
        });
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        properties.putIfAbsent(CommonClientConfigs.CLIENT_ID_CONFIG, id);
        properties.putIfAbsent(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, "30000");
        return properties;
    }

    /** What to say when no client can be made of these properties. */
    UsageException unusable(KafkaException e) {
        String root = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
        return new UsageException("cannot make a client for " + bootstrap + ": " + e.getMessage() + root
                + "; check --bootstrap and --command-config");
    }
}
