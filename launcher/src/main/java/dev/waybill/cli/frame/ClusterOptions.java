package dev.waybill.cli.frame;

import dev.waybill.catalog.topic.CatalogException;
import dev.waybill.clients.KafkaClients;
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
public final class ClusterOptions {
    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description =
                    "Brokers of the cluster, separated by commas (default: those of --command-config; else the one that"
                            + " ./waybill local --stay runs).")
    private @Nullable String bootstrap;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Kafka client properties, such as those for TLS and SASL.")
    private @Nullable Path commandConfig;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = ".waybill",
            description = "Data folder of ./waybill local (default: ${DEFAULT-VALUE}).")
    private Path data;

    private final KafkaClients clients;

    public ClusterOptions(KafkaClients clients) {
        this.clients = clients;
    }

    /** What a command does on a cluster, or asks it. */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * Does it, and closes the clients that it makes.
         *
         * @param settings those of the user for any client, {@code bootstrap.servers} among them
         * @return the command's exit code, or the answer
         */
        T on(KafkaClients clients, Map<String, Object> settings) throws IOException;
    }

    /** The data folder of {@code ./waybill local}, if its broker is the cluster, since nobody names another. */
    public Optional<Path> localData() {
        return bootstrap == null
                        && commandConfig == null
                        && LocalState.bootstrap(data).isPresent()
                ? Optional.of(data)
                : Optional.empty();
    }

    /** Whether somebody says which cluster: an option, or the broker of {@code ./waybill local}. */
    public boolean isNamed() {
        return bootstrap != null || commandConfig != null || localData().isPresent();
    }

    /**
     * Runs the work.
     *
     * @param clientId by which the brokers know its clients, unless the user's properties have one
     * @throws IOException if the user's properties cannot be read, or as the work does
     * @throws UsageException if something is wrong with the options, or no client can be made of them
     * @throws ClusterException as the work does, with the addresses where no broker has answered
     */
    public int run(String clientId, Work<Integer> work) throws IOException {
        return ask(clientId, work);
    }

    /** The same, for an answer. */
    public <T> T ask(String clientId, Work<T> work) throws IOException {
        QuietKafka.unlessAskedFor(System.getenv());
        Map<String, Object> settings = new HashMap<>(ClientProperties.read(commandConfig, bootstrap, data));
        settings.putIfAbsent(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        settings.putIfAbsent(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, "30000");
        String brokers = String.valueOf(settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
        try {
            return work.on(clients, settings);
        } catch (ClusterException e) {
            throw e.getCause() instanceof TimeoutException ? unanswered(brokers, e) : e;
        } catch (CatalogException e) {
            throw new ClusterException(e.getMessage() + "; asked at " + brokers, e);
        } catch (KafkaException e) {
            throw unusable(brokers, e);
        }
    }

    private static UsageException unusable(String brokers, KafkaException e) {
        String root = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
        return new UsageException("cannot make a client for " + brokers + ": " + e.getMessage() + root
                + "; check --bootstrap and --command-config");
    }

    private static ClusterException unanswered(String brokers, ClusterException e) {
        return new ClusterException(
                "no broker answers at " + brokers + ": " + e.getMessage()
                        + "; check --bootstrap, that the brokers run and can be reached from here, and what"
                        + " --command-config says about TLS and SASL",
                e);
    }
}
