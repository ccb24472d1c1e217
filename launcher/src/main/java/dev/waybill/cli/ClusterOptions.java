package dev.waybill.cli;

import dev.waybill.contract.ClusterException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
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
     * Properties of a client, of any kind, that the brokers know by this name unless the file names it.
     *
     * @throws IOException if the file cannot be read
     * @throws UsageException if something is wrong with the options
     */
    Map<String, Object> client(String id) throws IOException {
        Map<String, Object> client = new HashMap<>(ClientProperties.read(commandConfig, bootstrap, Optional::empty));
        client.putIfAbsent(CommonClientConfigs.CLIENT_ID_CONFIG, id);
        client.putIfAbsent(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, "30000");
        return client;
    }

    /** Work that makes its clients itself and closes them. */
    @FunctionalInterface
    interface Work {
        int run() throws IOException;
    }

    /**
     * Runs the work.
     *
     * @throws UsageException if no client can be made of these options
     * @throws ClusterException as the work does, with the addresses where no broker has answered
     */
    int run(Work work) throws IOException {
        try {
            return work.run();
        } catch (ClusterException e) {
            throw unanswered(e);
        } catch (KafkaException e) {
            throw unusable(e);
        }
    }

    private UsageException unusable(KafkaException e) {
        String root = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
        return new UsageException("cannot make a client for " + bootstrap + ": " + e.getMessage() + root
                + "; check --bootstrap and --command-config");
    }

    /** The same, with the addresses and what to do where no broker has answered. */
    ClusterException unanswered(ClusterException e) {
        return e.getCause() instanceof TimeoutException
                ? new ClusterException(
                        "no broker answers at " + bootstrap + ": " + e.getMessage()
                                + "; check --bootstrap, that the brokers run and can be reached from here, and what"
                                + " --command-config says about TLS and SASL",
                        e)
                : e;
    }
}
