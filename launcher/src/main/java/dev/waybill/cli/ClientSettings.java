package dev.waybill.cli;

import dev.waybill.app.UsageException;
import dev.waybill.contract.ClientLogin;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** How a command line tool reaches a cluster. */
final class ClientSettings {
    private ClientSettings() {}

    /**
     * The settings of a Kafka client.
     *
     * @param bootstrap brokers
     * @param file of client properties; null for none
     * @throws IOException if the file cannot be read
     * @throws UsageException if they ask for a login that is not configured
     */
    static Map<String, Object> read(String bootstrap, @Nullable Path file) throws IOException {
        Map<String, Object> settings = new HashMap<>();
        if (file != null) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        }
        settings.put("bootstrap.servers", bootstrap);
        ClientLogin.missing(settings).ifPresent(problem -> {
            throw new UsageException(problem);
        });
        return settings;
    }
}
