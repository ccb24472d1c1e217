package dev.waybill.cli.replay;

import dev.waybill.app.replay.ReplaySetup;
import dev.waybill.cli.frame.AppOptions;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.config.AppConfig;
import dev.waybill.secrets.SecretReferences;
import dev.waybill.secrets.SecretsAtStart;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/** The application that replays deliver like, for commands that talk to its cluster already. */
public final class AppReplays {
    private AppReplays() {}

    /**
     * Reads its configuration.
     *
     * @param option that asks for it, for messages
     * @param client settings that win over the configuration's, such as those of any client of the cluster
     * @param applicationId of the application that the command is about
     * @throws IOException if the configuration cannot be read
     * @throws dev.waybill.spec.yaml.SpecException if something is wrong with it
     * @throws UsageException if it is that of another application
     */
    public static ReplaySetup setup(
            String option,
            AppOptions application,
            Map<String, String> environment,
            Map<String, Object> client,
            String applicationId)
            throws IOException {
        AppConfig config = application.read(environment, client);
        String configured = String.valueOf(config.kafka().get(StreamsConfig.APPLICATION_ID_CONFIG));
        if (!configured.equals(applicationId)) {
            throw new UsageException(option + ": the configuration is of application " + configured
                    + ", but this is for " + applicationId + "; say --application-id " + configured);
        }
        return ReplaySetup.of(config, new SecretsAtStart(new SecretReferences(environment)));
    }
}
