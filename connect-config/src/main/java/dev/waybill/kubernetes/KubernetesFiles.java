package dev.waybill.kubernetes;

import dev.waybill.acls.ClientGrants;
import dev.waybill.connector.Connector;
import dev.waybill.topics.TopicPlan;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything that depends on tenants, as files for {@code kubectl apply}. Equal input gives equal bytes. */
public final class KubernetesFiles {
    private static final String FOLDER = "kubernetes/";

    private KubernetesFiles() {}

    /**
     * The files by path below the output folder.
     *
     * @param connectors as rendered
     * @param clients with their rights
     * @throws IllegalArgumentException if a name is none that Kubernetes takes; the message says which and what it takes
     */
    public static SortedMap<String, String> of(
            TopicPlan topics, List<ClientGrants> clients, List<Connector> connectors, StrimziClusters clusters) {
        SortedMap<String, String> files = new TreeMap<>();
        add(files, "topics", TopicResources.of(topics, clusters));
        add(files, "users", UserResources.of(clients, clusters));
        add(files, "connectors", ConnectorResources.of(connectors, clusters));
        return files;
    }

    private static void add(SortedMap<String, String> files, String folder, Stream<StrimziResource> resources) {
        resources.forEach(resource -> files.put(FOLDER + folder + "/" + resource.name() + ".json", resource.json()));
    }
}
