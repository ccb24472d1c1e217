package dev.waybill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.app.UsageException;
import dev.waybill.contract.ClientLogin;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** How {@code import} reaches its broker. */
final class ImportClient {
    private static final String BOOTSTRAP = "bootstrap.servers";

    private ImportClient() {}

    /**
     * The settings of a Kafka client.
     *
     * @param bootstrap brokers; null for those that the file names, or else the local one
     * @param file of client properties; null for none
     * @param data folder of {@code ./waybill local}
     * @throws UsageException if there is no broker, or something is wrong with the options
     */
    static Map<String, String> settings(@Nullable String bootstrap, @Nullable Path file, Path data) {
        Map<String, String> client = new HashMap<>();
        if (file != null) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new UsageException("--command-config " + file + " cannot be read as properties");
            }
            properties.stringPropertyNames().forEach(key -> client.put(key, properties.getProperty(key)));
        }
        String address = Optional.ofNullable(bootstrap)
                .or(() -> Optional.ofNullable(client.get(BOOTSTRAP)))
                .or(() -> LocalState.bootstrap(data))
                .orElseThrow(() ->
                        new UsageException("no broker: start ./waybill local --stay, or say --bootstrap HOST:PORT"));
        if (!address.matches("[^\\s:,]*(\\[[^\\]]+\\])?[^\\s:,]*:\\d{1,5}(,.+)?")) {
            throw new UsageException("--bootstrap must be HOST:PORT");
        }
        ClientLogin.missing(client).ifPresent(problem -> {
            throw new UsageException("--command-config: " + problem);
        });
        client.put(BOOTSTRAP, address);
        return client;
    }
}
