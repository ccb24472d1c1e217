package dev.waybill.cli.apply;

import dev.waybill.cli.frame.AppOptions;
import dev.waybill.cli.frame.AuthorOptions;
import dev.waybill.cli.frame.ClusterOptions;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.ProgressLine;
import dev.waybill.cli.frame.TopicOptions;
import dev.waybill.clients.KafkaClients;
import dev.waybill.control.apply.Applier;
import dev.waybill.control.apply.ApplyRequest;
import dev.waybill.control.apply.ApplyResult;
import dev.waybill.control.apply.KafkaTargetCluster;
import dev.waybill.control.apply.LeakCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;

/** What {@code plan} and {@code apply} have in common: their options, what goes before a plan, and how it is shown. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class Planning {
    /** The client id that both have on the cluster. */
    static final String CLIENT = "waybill-apply";

    @Mixin
    private ApplyOptions options;

    @Mixin
    private TopicOptions topics;

    @Mixin
    private AuthorOptions author;

    @Mixin
    private RightsAndConnectors others;

    @Mixin
    private PlanDoctor doctor;

    @Mixin
    private ApplyOutput output;

    @Mixin
    private LeakOptions leaks;

    /**
     * A cluster on which everything was checked that can be checked before a plan.
     *
     * @param looking looks for leaks in recent events; empty if nobody asked
     * @param way how cluster and accounts are reached
     */
    record Ready(
            ApplyRequest request,
            KafkaTargetCluster target,
            Applier applier,
            Optional<PreviewLeakCheck> looking,
            PlanDoctor.Way way,
            ProgressLine progress) {
        KafkaClients clients() {
            return way.clients();
        }

        /** Of any client of the cluster. */
        Map<String, Object> settings() {
            return way.settings();
        }
    }

    /** What is done with it; answers the exit code. */
    @FunctionalInterface
    interface Work {
        int run(Ready ready) throws IOException;
    }

    TopicOptions topics() {
        return topics;
    }

    AuthorOptions author() {
        return author;
    }

    ApplyOutput output() {
        return output;
    }

    /** The configuration of the application. */
    AppOptions application() {
        return leaks.application();
    }

    /**
     * Reads what the files say, opens the cluster and checks what can be checked.
     *
     * @param err where progress is shown
     * @throws IOException if a file cannot be read
     */
    int run(ClusterOptions cluster, PrintWriter err, Work work) throws IOException {
        try (ProgressLine progress = ProgressLine.on(err)) {
            cluster.localData().ifPresent(local -> topics.beLocal());
            progress.begins("reading specs");
            ApplyRequest request = options.request(options.wanted(cluster.localData()), topics, author);
            return cluster.run(CLIENT, (clients, settings) -> {
                try (KafkaTargetCluster target = KafkaTargetCluster.open(clients, settings, topics.applicationId())) {
                    others.check(request, target);
                    PlanDoctor.Way way = new PlanDoctor.Way(clients, settings, others.connect(), cluster.localData());
                    doctor.check(request, target.catalog().snapshot(), way);
                    Optional<PreviewLeakCheck> looking = leaks.check(
                            () -> request.wanted().settings(target.catalog().snapshot()),
                            clients,
                            settings,
                            cluster.localData());
                    Applier applier = new Applier(target, Clock.systemUTC(), progress)
                            .asking(looking.<LeakCheck>map(check -> check).orElse(LeakCheck.NONE));
                    return work.run(new Ready(request, target, applier, looking, way, progress));
                }
            });
        }
    }

    /**
     * Makes what belongs to a result beside the catalog, and shows all of it.
     *
     * @param dryRun nothing is made, only what would be is said
     * @param more done in the end, with what became of rights and connectors; a supplier may answer empty
     * @return the exit code
     * @throws IOException if a file that an option names cannot be read
     */
    int show(
            Ready ready,
            ApplyResult result,
            boolean dryRun,
            Function<RightsAndConnectors.Reports, List<Supplier<Optional<FurtherReport>>>> more,
            PrintWriter out)
            throws IOException {
        RightsAndConnectors.Reports reports = others.reports(
                result, ready.request(), ready.target(), topics, ready.clients(), ready.settings(), dryRun);
        ready.progress().close();
        List<Supplier<Optional<FurtherReport>>> further = new ArrayList<>(List.of(
                () -> ready.looking().flatMap(PreviewLeakCheck::report),
                () -> StillCollected.of(
                        result,
                        ready.request(),
                        ready.target().catalog().snapshot(),
                        topics.applicationId(),
                        ready.clients(),
                        ready.settings()),
                () -> doctor.look(
                        result, ready.request(), ready.target().catalog().snapshot(), ready.way(), ready.progress())));
        further.addAll(more.apply(reports));
        boolean isWell = output.print(result, reports, further, out);
        return isWell ? output.exitCode(result, reports) : CommandFrame.FAILED;
    }
}
