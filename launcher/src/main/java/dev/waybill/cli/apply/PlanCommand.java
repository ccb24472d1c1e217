package dev.waybill.cli.apply;

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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plan}: what {@code apply} would change. */
@Command(
        name = "plan",
        description = {
            "Show what apply would change: per tenant and export, from when on, which topics and IAM documents, what each"
                    + " tenant has to do, and what the guard refuses.",
            "Changes nothing."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown, or nothing to do", "1:failed", "2:refused, or wrong usage or configuration"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class PlanCommand implements Callable<Integer> {
    @Mixin
    private final ClusterOptions cluster;

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

    @Spec
    private CommandSpec spec;

    public PlanCommand(KafkaClients clients) {
        this.cluster = new ClusterOptions(clients);
    }

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::plan);
    }

    private int plan(PrintWriter out) throws IOException {
        try (ProgressLine progress = ProgressLine.on(spec.commandLine().getErr())) {
            cluster.localData().ifPresent(local -> topics.beLocal());
            progress.begins("reading specs");
            ApplyRequest request = options.request(options.wanted(cluster.localData()), topics, author);
            return cluster.run("waybill-apply", (clients, settings) -> {
                try (KafkaTargetCluster target = KafkaTargetCluster.open(clients, settings, topics.applicationId())) {
                    others.check(request, target);
                    PlanDoctor.Way way = new PlanDoctor.Way(clients, settings, others.connect(), cluster.localData());
                    doctor.check(request, target.catalog().snapshot(), way);
                    Optional<PreviewLeakCheck> looking = leaks.check(
                            () -> request.wanted().settings(target.catalog().snapshot()),
                            clients,
                            settings,
                            cluster.localData());
                    ApplyResult result = new Applier(target, Clock.systemUTC(), progress)
                            .asking(looking.<LeakCheck>map(check -> check).orElse(LeakCheck.NONE))
                            .plan(request);
                    RightsAndConnectors.Reports reports =
                            others.reports(result, request, target, topics, clients, settings, true);
                    progress.close();
                    boolean isWell = output.print(
                            result,
                            reports,
                            List.of(
                                    () -> looking.flatMap(PreviewLeakCheck::report),
                                    () -> StillCollected.of(
                                            result,
                                            request,
                                            target.catalog().snapshot(),
                                            topics.applicationId(),
                                            clients,
                                            settings),
                                    () -> doctor.look(
                                            result, request, target.catalog().snapshot(), way, progress)),
                            out);
                    return isWell ? output.exitCode(result, reports) : CommandFrame.FAILED;
                }
            });
        }
    }
}
