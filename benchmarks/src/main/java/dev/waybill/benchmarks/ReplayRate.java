package dev.waybill.benchmarks;

import dev.waybill.app.CatalogAccess;
import dev.waybill.app.StreamsApp;
import dev.waybill.app.replay.OwnFolder;
import dev.waybill.app.replay.Replay;
import dev.waybill.app.replay.ReplayReport;
import dev.waybill.app.replay.ReplayRequest;
import dev.waybill.app.replay.ReplaySetup;
import dev.waybill.app.replay.ReplayVersions;
import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.cli.Main;
import dev.waybill.contract.Source;
import dev.waybill.local.EmbeddedBroker;
import dev.waybill.topology.DeliveryTopology;
import dev.waybill.topology.Placement;
import dev.waybill.wire.rule.TimeRules;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How fast {@code replay} goes through a log: the windows of one tenant again, of 200 whose events are in it, beside live
 * delivery of the same log to all of them before. Each is a process of its own with one stream thread. Prints a table in
 * Markdown.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*' dev.waybill.benchmarks.ReplayRate
 * </pre>
 *
 * Arguments as in {@link EndToEnd}: {@code events} (2000000), {@code rate} (100, events a second of log time), {@code
 * tenants} (200).
 */
public final class ReplayRate {
    private static final Instant BEGIN = Instant.parse("2026-03-04T05:00:00Z");
    private static final String APPLICATION = "waybill";
    private static final int REPLAYED = 7;

    private ReplayRate() {}

    public static void main(String[] args) throws Exception {
        switch (args.length == 0 ? "" : args[0]) {
            case "live" -> live(args[1], args[2], Long.parseLong(args[3]));
            case "replay" -> replay(args[1], args[2], Instant.parse(args[3]));
            default -> measure(args);
        }
        System.exit(0);
    }

    private static void measure(String[] args) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("events=2000000", "rate=100"));
        arguments.addAll(List.of(args));
        EndToEnd input = new EndToEnd(arguments.toArray(String[]::new));
        Path folder = Files.createTempDirectory("waybill-replay");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            TenantFolder specs = TenantFolder.write(folder.resolve("files"), (int) input.number("tenants", 200));
            apply(specs, broker.bootstrapServers());
            input.publish(broker);
            Instant end = BEGIN.plusSeconds(input.events() / input.number("rate", 0));
            ScaleTable.begin(input.events() + " events");
            child(input, folder, "live", broker.bootstrapServers(), String.valueOf(input.events()));
            child(input, folder, "replay", broker.bootstrapServers(), end.toString());
        } finally {
            EndToEnd.delete(folder);
        }
    }

    private static void apply(TenantFolder specs, String servers) {
        StringWriter out = new StringWriter();
        int exit = Main.execute(
                new PrintWriter(out),
                new PrintWriter(System.err, true),
                "apply",
                "--bootstrap=" + servers,
                "--tenants=" + specs.specs(),
                "--platform=" + specs.platform(),
                "--begin=" + BEGIN,
                "--application-id=" + APPLICATION,
                "--input-partitions=4",
                "--input-timestamps=CREATE_TIME",
                "--input-retention=P3650D",
                "--replication-factor=1",
                "--min-insync-replicas=1");
        if (exit != 0) {
            throw new IllegalStateException("apply ended with " + exit + ": " + out);
        }
    }

    private static void child(EndToEnd input, Path folder, String what, String servers, String until) throws Exception {
        long started = System.nanoTime();
        try (MeasuredChild child = MeasuredChild.start(
                folder.resolve(what + ".log"),
                List.of("-Xmx1g", "-XX:+UseSerialGC"),
                ReplayRate.class,
                List.of(what, servers, folder.resolve(what).toString(), until))) {
            if (child.awaitEnd() != 0) {
                throw new IllegalStateException(what + " failed: " + Files.readString(folder.resolve(what + ".log")));
            }
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            ScaleTable.row(
                    what + ": " + child.await("done"),
                    "%s, %,.0f events a second; of CPU %s, %.1f µs an event; memory at most %d MiB"
                            .formatted(
                                    ScaleTable.seconds(took),
                                    input.events() / (took.toMillis() / 1e3),
                                    ScaleTable.seconds(child.cpu()),
                                    child.cpu().toNanos() / 1e3 / input.events(),
                                    child.peakMib()));
        }
    }

    /** Until all events have been emitted. */
    private static void live(String servers, String state, long events) {
        Map<String, Object> kafka = MeasuredProcess.kafka(APPLICATION, servers, state);
        EmissionCount emissions = new EmissionCount();
        try (CatalogAccess catalog = CatalogAccess.start(kafka, MeasuredProcess.PATIENCE);
                StreamsApp app = StreamsApp.create(
                        kafka,
                        new DeliveryTopology.Setup(
                                catalog.view(),
                                Set.of(Source.DOWNLOAD),
                                Placement.AS_SENT,
                                MeasuredProcess.binder(),
                                MeasuredProcess.schemas(),
                                BatchSettings.DEFAULT.withSpread(Duration.ZERO),
                                MemoryBudget.quarterOfHeap(),
                                TimeRules.DEFAULT,
                                emissions),
                        Optional.empty(),
                        MeasuredProcess.PATIENCE)) {
            catalog.awaitKnown();
            app.start(Throwable::printStackTrace);
            emissions.awaitAll("live", app.streams(), events);
            catalog.stopWaiting();
            System.out.printf(">done all tenants, %d events delivered%n", events);
        }
    }

    private static void replay(String servers, String state, Instant until) {
        Replay replay = new Replay(
                new ReplaySetup(
                        MeasuredProcess.kafka(APPLICATION, servers, state),
                        Placement.AS_SENT,
                        MeasuredProcess.binder(),
                        MeasuredProcess.schemas(),
                        TimeRules.DEFAULT,
                        BatchSettings.DEFAULT,
                        MemoryBudget.quarterOfHeap(),
                        MeasuredProcess.PATIENCE,
                        Optional::empty),
                Clock.systemUTC());
        ReplayReport report = replay.run(
                        new ReplayRequest(
                                TenantFolder.tenant(REPLAYED),
                                Optional.of("downloads"),
                                BEGIN,
                                until,
                                ReplayVersions.REIGNED,
                                new OwnFolder()),
                        Optional.empty(),
                        progress -> {})
                .orElseThrow();
        System.out.printf(
                ">done a tenant, %d events delivered%n",
                report.windows().stream()
                        .mapToLong(ReplayReport.Outcome::events)
                        .sum());
        if (!report.isComplete()) {
            throw new IllegalStateException("not all windows were replayed");
        }
    }
}
