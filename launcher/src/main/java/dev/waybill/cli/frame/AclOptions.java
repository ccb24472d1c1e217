package dev.waybill.cli.frame;

import dev.waybill.acls.AclPlan;
import dev.waybill.acls.Client;
import dev.waybill.acls.ClientGrants;
import dev.waybill.acls.WorkerNames;
import dev.waybill.connector.Connector;
import dev.waybill.spec.yaml.DidYouMean;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who logs in as whom, for commands that deal with rights. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class AclOptions {
    @Option(
            names = "--worker",
            paramLabel = "FILE",
            description = "Properties of the Kafka Connect worker, for the names of its group and topics"
                    + " (default: those of deploy/compose/connect.properties).")
    private @Nullable Path worker;

    @Option(
            names = "--principal",
            paramLabel = "CLIENT=PRINCIPAL",
            description = "Whom a client logs in as, such as run=User:alice; may be given several times"
                    + " (default: User:waybill-CLIENT).")
    private Map<String, String> principals = new LinkedHashMap<>();

    /**
     * The rights that all programs need.
     *
     * @param applicationId of the Streams application
     * @param repartition whether it copies its input
     * @throws IOException if the worker's properties cannot be read
     * @throws UsageException if something is wrong with the options
     */
    public List<ClientGrants> grants(List<Connector> connectors, String applicationId, boolean repartition)
            throws IOException {
        Map<Client, String> named = new EnumMap<>(Client.class);
        principals.forEach((client, principal) -> named.put(client(client, "--principal"), principal));
        WorkerNames names = WorkerNames.of(worker == null ? Map.of() : ClientProperties.properties(worker));
        AclPlan plan = AclPlan.of(applicationId, names, connectors);
        return CommandFrame.made(() -> (repartition ? plan.repartitioned() : plan)
                .clients(client -> named.getOrDefault(client, client.principal())));
    }

    /** @throws UsageException if there is no such client */
    public static Client client(String word, String option) {
        return Client.of(word)
                .orElseThrow(() -> new UsageException(
                        option + ": unknown client \"" + word + "\"; " + DidYouMean.hint(word, Client.words())));
    }
}
