package dev.waybill.control.console;

import dev.waybill.control.console.access.Access;
import dev.waybill.control.console.audit.KafkaAuditTrail;
import dev.waybill.control.console.change.ApplySpec;
import dev.waybill.control.console.change.Audited;
import dev.waybill.control.console.change.ChangeCluster;
import dev.waybill.control.console.change.KafkaChangeCluster;
import dev.waybill.control.console.change.Pause;
import dev.waybill.control.console.change.PauseOf;
import dev.waybill.control.console.change.PlanSpec;
import dev.waybill.control.console.change.Resolver;
import dev.waybill.control.console.change.Resume;
import dev.waybill.control.console.change.RetryExport;
import dev.waybill.control.console.change.SpecChanges;
import dev.waybill.control.console.change.ValidateSpec;
import dev.waybill.control.console.http.ConsoleServer;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.Page;
import dev.waybill.control.console.http.Site;
import dev.waybill.control.console.page.FrameViews;
import dev.waybill.http.HealthCheck;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A console that runs: reads top to bottom. */
public final class Console implements AutoCloseable {
    private final ConsoleServer server;
    private final KafkaAuditTrail trail;
    private final ConsoleMetrics metrics;
    private final ConsoleSetup setup;

    private Console(ConsoleServer server, KafkaAuditTrail trail, ConsoleMetrics metrics, ConsoleSetup setup) {
        this.server = server;
        this.trail = trail;
        this.metrics = metrics;
        this.setup = setup;
    }

    /**
     * Starts to serve. What the cluster does not answer is a problem of the request that needs it.
     *
     * @throws dev.waybill.control.console.http.ConsoleServerException if it cannot listen
     * @throws org.apache.kafka.common.KafkaException if the settings make no client
     */
    public static Console start(ConsoleSetup setup) {
        Clock clock = Clock.systemUTC();
        ChangeCluster cluster = new KafkaChangeCluster(setup.clients(), setup.settings(), setup.applicationId());
        KafkaAuditTrail trail = new KafkaAuditTrail(setup.clients(), setup.settings());
        try {
            Audited audited = new Audited(trail, clock);
            SpecChanges changes = new SpecChanges(cluster, setup.topics(), setup.secrets(), Resolver.SYSTEM, clock);
            ConsoleMetrics metrics = new ConsoleMetrics(audited);
            List<Operation> operations = new ArrayList<>(changes(changes, cluster, audited));
            List<Page> pages = List.of();
            Site site = new Site(
                    operations, pages, new FrameViews(), new Access(setup.tokens(), clock), clock, metrics::answered);
            return new Console(ConsoleServer.start(setup.listen(), site), trail, metrics, setup);
        } catch (RuntimeException e) {
            trail.close();
            throw e;
        }
    }

    /** The operations that change something. */
    static List<Operation> changes(SpecChanges changes, ChangeCluster cluster, Audited audited) {
        return List.of(
                new ValidateSpec(changes),
                new PlanSpec(changes),
                new ApplySpec(changes, audited),
                new Pause(PauseOf.TENANT, cluster, audited),
                new Pause(PauseOf.EXPORT, cluster, audited),
                new Resume(PauseOf.TENANT, cluster, audited),
                new Resume(PauseOf.EXPORT, cluster, audited),
                new RetryExport(cluster, audited));
    }

    /** Where it is, for a browser. */
    public URI uri() {
        return server.uri();
    }

    /** What must hold for it to be ready. */
    public List<HealthCheck> ready() {
        return List.of(setup.tokens()::problem);
    }

    /** Its metrics in Prometheus's text format. */
    public String metrics() {
        return metrics.text();
    }

    @Override
    public void close() {
        server.close();
        trail.close();
        metrics.close();
    }
}
