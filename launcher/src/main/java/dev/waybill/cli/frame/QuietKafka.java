package dev.waybill.cli.frame;

import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/** Keeps what Kafka's clients say about themselves out of the results of commands that people run. */
public final class QuietKafka {
    private QuietKafka() {}

    /**
     * Only warnings of Kafka's clients, and of what reads and writes the catalog, are logged from now on, and not that
     * clients try to connect again and again, which the command says once; unless the environment asks for a level.
     */
    public static void unlessAskedFor(Map<String, String> environment) {
        if (!environment.containsKey(LogSettings.LEVEL)) {
            Configurator.setLevel("org.apache.kafka", Level.WARN);
            Configurator.setLevel("dev.waybill.catalog", Level.ERROR);
            Configurator.setLevel("org.apache.kafka.clients.NetworkClient", Level.ERROR);
        }
    }
}
