package dev.waybill.cli.apply;

import dev.waybill.acls.AclReport;
import dev.waybill.acls.ClientGrants;
import dev.waybill.acls.ClusterAcls;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.cli.frame.AclOptions;
import dev.waybill.cli.frame.ConnectOptions;
import dev.waybill.cli.frame.TopicOptions;
import dev.waybill.clients.KafkaClients;
import dev.waybill.connector.Connector;
import dev.waybill.control.apply.ApplyRequest;
import dev.waybill.control.apply.ApplyResult;
import dev.waybill.control.apply.ApplyState;
import dev.waybill.control.apply.TargetCluster;
import dev.waybill.control.apply.Wanted;
import dev.waybill.control.apply.WantedConnectors;
import dev.waybill.control.connect.ConnectAccess;
import dev.waybill.control.connect.ConnectReconciler;
import dev.waybill.control.connect.ConnectReport;
import dev.waybill.control.connect.GroupUndelivered;
import dev.waybill.control.connect.Unmarked;
import dev.waybill.control.progress.LogLook;
import dev.waybill.control.progress.LogPositions;
import dev.waybill.control.progress.ProgressReader;
import dev.waybill.render.Platform;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import dev.waybill.topics.Cluster;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code apply} makes beside the catalog, where it is asked to: rights on the cluster, and connectors. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class RightsAndConnectors {
    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Option(
            names = "--acls",
            description = "Also grant every program the rights it needs, as acls prints them; takes none away.")
    private boolean acls;

    @Mixin
    private AclOptions principals;

    @Mixin
    private ConnectOptions connect;

    /**
     * What became of them.
     *
     * @param rights empty if nobody asked
     * @param connectors empty if nobody said where Connect is
     */
    record Reports(Optional<AclReport> rights, Optional<ConnectReport> connectors) {
        static final Reports NONE = new Reports(Optional.empty(), Optional.empty());

        boolean isWell() {
            return connectors.map(ConnectReport::isWell).orElse(true);
        }

        String text() {
            return rights.map(AclReport::text).orElse("")
                    + connectors.map(ConnectReport::text).orElse("");
        }

        /** For JSON, by member. */
        Map<String, Object> content() {
            Map<String, Object> content = new LinkedHashMap<>();
            rights.ifPresent(report -> content.put("rights", report.content()));
            connectors.ifPresent(report -> content.put("connect", report.content()));
            return content;
        }
    }

    /** Where Connect is; empty if nobody said. */
    Optional<ConnectAccess> connect() throws IOException {
        return connect.access();
    }

    /**
     * Asks, before anything is changed, what Connect would only say in the end.
     *
     * @throws SpecException if Connect is to be asked and the sink could not reach the catalog
     */
    void check(ApplyRequest request, TargetCluster cluster) throws IOException {
        if (connect.access().isEmpty()) {
            return;
        }
        Platform platform = request.wanted().platform(cluster.catalog().snapshot());
        if (!platform.waybillSink().catalogClient().containsKey(BOOTSTRAP)) {
            throw new SpecException(List.of(Problem.at(
                            Place.of(Platform.FILE, "connectors.waybill-sink.catalog-client." + BOOTSTRAP),
                            "is missing, and the sink reads the catalog with it")
                    .hint("write the brokers' addresses as the Connect workers reach them")));
        }
    }

    /**
     * Makes them, or says what would be made; nothing where the plan was refused or overtaken.
     *
     * @param request what was asked for
     * @param cluster has the catalog with external ids and the exports that have ended, whose connectors still deliver
     * @throws IOException if a file that an option names cannot be read
     */
    Reports reports(
            ApplyResult result,
            ApplyRequest request,
            TargetCluster cluster,
            TopicOptions topics,
            KafkaClients clients,
            Map<String, Object> settings,
            boolean dryRun)
            throws IOException {
        Optional<ConnectAccess> access = connect.access();
        boolean stands = result.state() != ApplyState.REFUSED && result.state() != ApplyState.OVERTAKEN;
        if (!stands || !acls && access.isEmpty()) {
            return Reports.NONE;
        }
        Wanted wanted = request.wanted();
        CatalogSnapshot catalog = cluster.catalog().snapshot();
        WantedConnectors needed = WantedConnectors.of(wanted, catalog);
        List<Connector> connectors = needed.connectors();
        try (Admin admin = clients.admin(settings);
                Consumer<byte[], byte[]> consumer = clients.consumer(LogLook.settings(settings))) {
            Optional<AclReport> rights = Optional.empty();
            if (acls) {
                List<ClientGrants> grants =
                        principals.grants(connectors, topics.applicationId(), topics.isRepartitioned());
                ClusterAcls granted = new ClusterAcls(admin);
                rights = Optional.of(dryRun ? granted.check(grants) : granted.apply(grants));
            }
            LogPositions positions = new LogPositions(admin);
            GroupUndelivered undelivered = new GroupUndelivered(
                    new Cluster(admin),
                    positions,
                    new ProgressReader(positions, new LogLook(consumer, System::nanoTime, PATIENCE)));
            String owner = wanted.platform(catalog).waybillSink().name();
            Unmarked unmarked =
                    request.allowed().contains(GuardRule.ADOPTED_CONNECTOR) ? Unmarked.ADOPTED : Unmarked.LEFT_ALONE;
            return new Reports(
                    rights,
                    access.map(found ->
                                    new ConnectReconciler(found, owner, unmarked, undelivered, needed.whyNotToDelete()))
                            .map(reconciler ->
                                    dryRun ? reconciler.plan(connectors) : reconciler.reconcile(connectors)));
        }
    }
}
