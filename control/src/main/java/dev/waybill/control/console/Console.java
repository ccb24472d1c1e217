package dev.waybill.control.console;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWatch;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.contract.ClusterException;
import dev.waybill.control.connect.ConnectorStates;
import dev.waybill.control.console.access.Access;
import dev.waybill.control.console.audit.KafkaAuditTrail;
import dev.waybill.control.console.change.ApplySpec;
import dev.waybill.control.console.change.Audited;
import dev.waybill.control.console.change.ChangeCluster;
import dev.waybill.control.console.change.KafkaChangeCluster;
import dev.waybill.control.console.change.Pause;
import dev.waybill.control.console.change.PauseOf;
import dev.waybill.control.console.change.PlanSpec;
import dev.waybill.control.console.change.ReadSpec;
import dev.waybill.control.console.change.Resolver;
import dev.waybill.control.console.change.Resume;
import dev.waybill.control.console.change.RetryExport;
import dev.waybill.control.console.change.SpecChanges;
import dev.waybill.control.console.change.ValidateSpec;
import dev.waybill.control.console.check.KafkaDoctorRuns;
import dev.waybill.control.console.check.KafkaPreviewRuns;
import dev.waybill.control.console.check.OnePreviewAtATime;
import dev.waybill.control.console.check.ReadDoctor;
import dev.waybill.control.console.check.RememberedDoctorRuns;
import dev.waybill.control.console.check.RunDoctor;
import dev.waybill.control.console.check.RunPreview;
import dev.waybill.control.console.checkup.CheckupWatch;
import dev.waybill.control.console.checkup.Checkups;
import dev.waybill.control.console.http.Api;
import dev.waybill.control.console.http.ConsoleServer;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.Page;
import dev.waybill.control.console.http.Site;
import dev.waybill.control.console.page.FrameViews;
import dev.waybill.control.console.page.Pages;
import dev.waybill.control.console.read.ReadOperations;
import dev.waybill.control.console.replay.ReplayOperations;
import dev.waybill.control.console.state.ConsoleState;
import dev.waybill.control.console.state.ConsoleWatch;
import dev.waybill.control.replay.AppReplayWork;
import dev.waybill.control.replay.ReplayDesk;
import dev.waybill.http.HealthCheck;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A console that runs: reads top to bottom. */
public final class Console implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);

    private final ConsoleSetup setup;
    private final ConsoleState state;
    private final ConsoleMetrics metrics;
    private final CheckupWatch doctor;
    private final ConsoleServer server;
    private final Deque<AutoCloseable> opened;

    private Console(
            ConsoleSetup setup,
            ConsoleState state,
            ConsoleMetrics metrics,
            CheckupWatch doctor,
            ConsoleServer server,
            Deque<AutoCloseable> opened) {
        this.setup = setup;
        this.state = state;
        this.metrics = metrics;
        this.doctor = doctor;
        this.server = server;
        this.opened = opened;
    }

    /**
     * Starts to read and to serve. What the cluster does not answer is a problem of the request that needs it.
     *
     * @throws dev.waybill.control.console.http.ConsoleServerException if it cannot listen
     * @throws org.apache.kafka.common.KafkaException if the settings make no client
     */
    public static Console start(ConsoleSetup setup) {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            return start(setup, opened);
        } catch (RuntimeException e) {
            close(opened);
            throw e;
        }
    }

    private static Console start(ConsoleSetup setup, Deque<AutoCloseable> opened) {
        Clock clock = Clock.systemUTC();
        Supplier<Knowledge> catalog = catalog(setup, opened);
        Checkups checkups = new Checkups(setup.rhythm(), clock.instant());
        ConsoleWatch watch = ConsoleWatch.start(new ConsoleWatch.Setup(
                setup.clients(),
                setup.settings(),
                catalog,
                setup.applicationId(),
                checkups::of,
                setup.connect().map(access -> () -> new ConnectorStates(access).byName())));
        opened.push(watch);
        KafkaAuditTrail trail = new KafkaAuditTrail(setup.clients(), setup.settings());
        opened.push(trail);
        Audited audited = new Audited(trail, clock);
        ConsoleMetrics metrics = new ConsoleMetrics(audited, watch.state(), checkups);
        opened.push(metrics);

        ChangeCluster cluster = new KafkaChangeCluster(setup.clients(), setup.settings(), setup.applicationId());
        OnePreviewAtATime previews = new OnePreviewAtATime(new KafkaPreviewRuns(
                setup.clients(), setup.settings(), setup.secrets(), setup.schemas(), setup.times()));
        SpecChanges changes =
                new SpecChanges(cluster, setup.topics(), setup.secrets(), Resolver.SYSTEM, previews, clock);
        List<Operation> operations = new ArrayList<>();
        operations.addAll(ReadOperations.all(watch.state(), catalog, () -> keys(setup.receiptKeys()), clock));
        Supplier<CatalogSnapshot> snapshot = () -> catalog.get().snapshot();
        operations.add(new ReadSpec(snapshot));
        KafkaDoctorRuns runs =
                new KafkaDoctorRuns(setup.clients(), setup.settings(), setup.connect(), setup.accounts(), snapshot);
        operations.add(new RunDoctor(new RememberedDoctorRuns(runs, checkups), audited));
        operations.add(new ReadDoctor(checkups::of));
        CheckupWatch doctor = CheckupWatch.start(checkups, catalog, runs::look, clock);
        opened.push(doctor);
        operations.add(new RunPreview(previews, changes, snapshot));
        operations.addAll(changes(changes, cluster, audited));
        Optional<ReplayDesk> replays =
                setup.replays().map(replayed -> new ReplayDesk(new AppReplayWork(replayed, clock)));
        replays.ifPresent(desk -> {
            opened.push(desk);
            desk.nameUnfinished();
        });
        operations.addAll(ReplayOperations.all(replays, audited));
        List<Page> pages = Pages.all(new Api(operations), clock);
        Site site = new Site(
                operations, pages, new FrameViews(), new Access(setup.tokens(), clock), clock, metrics::answered);
        ConsoleServer server = ConsoleServer.start(setup.listen(), site);
        opened.push(server);
        return new Console(setup, watch.state(), metrics, doctor, server, opened);
    }

    private static Supplier<Knowledge> catalog(ConsoleSetup setup, Deque<AutoCloseable> opened) {
        CatalogReader reader = CatalogReader.of(new KafkaCatalogTopic(setup.clients(), setup.settings()));
        opened.push(CatalogWatch.start(reader, CatalogWatch.INTERVAL));
        return reader::knowledge;
    }

    /** The operations that change something. */
    static List<Operation> changes(SpecChanges changes, ChangeCluster cluster, Audited audited) {
        return List.of(
                new ValidateSpec(changes),
                new PlanSpec(changes),
                new ApplySpec(changes, audited),
                new Pause(PauseOf.EVERYTHING, cluster, audited),
                new Pause(PauseOf.TENANT, cluster, audited),
                new Pause(PauseOf.EXPORT, cluster, audited),
                new Resume(PauseOf.EVERYTHING, cluster, audited),
                new Resume(PauseOf.TENANT, cluster, audited),
                new Resume(PauseOf.EXPORT, cluster, audited),
                new RetryExport(cluster, audited));
    }

    private static Optional<byte[]> keys(Optional<Path> file) {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file.get()));
        } catch (IOException e) {
            throw new ClusterException("the file of public keys cannot be read: " + file.get(), e);
        }
    }

    /** Where it is, for a browser. */
    public URI uri() {
        return server.uri();
    }

    /** What must hold for it to be ready. */
    public List<HealthCheck> ready() {
        return List.of(() -> state.isReady()
                ? Optional.empty()
                : Optional.of("what was said before is still being read: catalog, ledger and deliveries"));
    }

    /** What an operator should know although it is ready. */
    public List<String> notes() {
        return Stream.of(
                        setup.tokens().problem().stream(),
                        state.freshness().troubles().stream(),
                        doctor.trouble().stream())
                .flatMap(notes -> notes)
                .toList();
    }

    /** From now on its metrics say when the certificate expires that they are shown with. */
    public void healthCertificate(Supplier<Optional<Instant>> expires) {
        metrics.certificateExpires(expires);
    }

    /** Its metrics in Prometheus's text format. */
    public String metrics() {
        return metrics.text();
    }

    @Override
    public void close() {
        close(opened);
    }

    /** The last first: the server, then what it asks. */
    private static void close(Deque<AutoCloseable> opened) {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                LOG.warn("a part of the console cannot be closed: {}", e.toString());
            }
        }
    }
}
