package dev.waybill.contract;

import java.util.Map;
import java.util.Optional;

/**
 * The login of a Kafka client. Where one is asked for and not configured, Kafka says no more than that it failed to create
 * a client.
 */
public final class ClientLogin {
    private static final String PROTOCOL = "security.protocol";
    private static final String JAAS = "sasl.jaas.config";
    /** The other way to configure it: a file for all clients of the process. */
    private static final String JAAS_FILE = "java.security.auth.login.config";

    private ClientLogin() {}

    /**
     * What is missing from the settings of a client, with advice behind a semicolon; empty if nothing is.
     *
     * @param settings by Kafka's own keys
     */
    public static Optional<String> missing(Map<?, ?> settings) {
        String protocol = String.valueOf(settings.get(PROTOCOL));
        boolean configured = settings.get(JAAS) instanceof String jaas && !jaas.isBlank();
        if (!protocol.startsWith("SASL_") || configured || System.getProperty(JAAS_FILE) != null) {
            return Optional.empty();
        }
        return Optional.of(JAAS + " is missing, but " + PROTOCOL + " is " + protocol
                + "; set it to the login module with its name and password, such as"
                + " org.apache.kafka.common.security.scram.ScramLoginModule required username=\"…\" password=\"…\";");
    }
}
