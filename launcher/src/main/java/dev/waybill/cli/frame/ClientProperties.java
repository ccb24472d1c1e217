package dev.waybill.cli.frame;

import dev.waybill.contract.ClientLogin;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The properties of a command's Kafka client: those of a file, if it names one, and the brokers it talks to. */
final class ClientProperties {
    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final Pattern ADDRESS = Pattern.compile("[^\\s:,]*(\\[[^\\]]+\\])?[^\\s:,]*:\\d{1,5}(,.+)?");

    private ClientProperties() {}

    /**
     * Reads them.
     *
     * @param file of properties; null for none
     * @param bootstrap brokers; null for those that the file names
     * @param data folder of {@code ./waybill local}, whose broker it is where neither names any
     * @throws IOException if the file cannot be read
     * @throws UsageException if there are no brokers, or something is wrong with the file
     */
    static SortedMap<String, String> read(@Nullable Path file, @Nullable String bootstrap, Path data)
            throws IOException {
        SortedMap<String, String> client = new TreeMap<>();
        if (file != null) {
            client.putAll(properties(file));
        }
        String brokers = Optional.ofNullable(bootstrap)
                .or(() -> Optional.ofNullable(client.get(BOOTSTRAP)))
                .or(() -> LocalState.bootstrap(data))
                .orElseThrow(() ->
                        new UsageException("no broker: start ./waybill local --stay, or say --bootstrap HOST:PORT"));
        if (!ADDRESS.matcher(brokers).matches()) {
            throw new UsageException("--bootstrap must be HOST:PORT");
        }
        ClientLogin.missing(client).ifPresent(problem -> {
            throw new UsageException(file == null ? problem : file + ": " + problem);
        });
        client.put(BOOTSTRAP, brokers);
        return client;
    }

    /** What a file of properties holds. */
    static SortedMap<String, String> properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + " cannot be read as properties: " + e.getMessage());
        }
        SortedMap<String, String> read = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> read.put(name, properties.getProperty(name)));
        return read;
    }
}
