package dev.waybill.cli;

import dev.waybill.app.SpecCheck;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.cli.frame.ClusterOptions;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.TopicOptions;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.clients.KafkaClients;
import dev.waybill.render.Platform;
import dev.waybill.render.PlatformReader;
import dev.waybill.spec.SpecReading;
import dev.waybill.spec.yaml.SpecException;
import dev.waybill.topics.Growth;
import dev.waybill.topics.StartOffsets;
import dev.waybill.topics.TopicFinding;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code topics}: creates and checks topics, commits start offsets, raises partitions. */
@Command(
        name = "topics",
        description = {
            "Create the topics the exports need, check those that exist, and commit the offsets at which the application"
                    + " starts to read.",
            "Changes no topic that exists, except by --grow. Exports whose specs are wrong are left out."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every topic is as it should be",
            "1:failed, or somebody has to do something",
            "2:wrong usage or configuration"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class TopicsCommand implements Callable<Integer> {
    @Mixin
    private final ClusterOptions cluster;

    @Option(
            names = "--tenants",
            paramLabel = "PATH",
            defaultValue = "tenants",
            description = "Folder of the export specs, or one spec (default: ${DEFAULT-VALUE}).")
    private Path tenants;

    @Mixin
    private TopicOptions topics;

    @Option(
            names = "--grow",
            paramLabel = "N",
            description = "Raise input topics and the application's internal topics to N partitions, and do nothing"
                    + " else. The application must be stopped.")
    private @Nullable Integer grow;

    @Option(names = "--dry-run", description = "Change nothing; say what would be done.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    public TopicsCommand(KafkaClients clients) {
        this.cluster = new ClusterOptions(clients);
    }

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::run);
    }

    private int run(PrintWriter printer) throws IOException {
        if (grow != null) {
            int partitions = grow;
            if (partitions < 1) {
                throw new UsageException("--grow needs a number of partitions, not " + partitions);
            }
            return onCluster(admin -> grow(admin, partitions, printer));
        }
        cluster.localData().ifPresent(local -> topics.beLocal());
        SpecReading specs = SpecCheck.readAll(tenants);
        TopicPlan plan = topics.plan(specs.right()).withFutureSkew(futureSkew());
        if (specs.problems().isEmpty()) {
            return onCluster(admin -> topics(admin, plan, printer));
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println(new SpecException(specs.problems()).getMessage());
        err.println("the other exports are not kept waiting; run this again once these are right");
        err.flush();
        onCluster(admin -> topics(admin, plan, printer));
        return CommandFrame.WRONG_USAGE;
    }

    /** As {@code platform.yaml} in the working directory says, where there is one: {@code apply} takes the same. */
    private static Duration futureSkew() throws IOException {
        Path file = Path.of(Platform.FILE);
        return Files.exists(file)
                ? PlatformReader.parse(file.toString(), Files.readString(file))
                        .settings()
                        .platform()
                        .futureSkew()
                : PlatformSettings.DEFAULT.futureSkew();
    }

    private int onCluster(ToIntFunction<Admin> work) throws IOException {
        return cluster.run("waybill-topics", (clients, settings) -> {
            try (Admin admin = clients.admin(settings)) {
                return work.applyAsInt(admin);
            }
        });
    }

    private int topics(Admin admin, TopicPlan plan, PrintWriter printer) {
        TopicReport report = dryRun ? plan.check(admin) : plan.apply(admin);
        report.findings().stream()
                .filter(finding -> !finding.isAsPlanned())
                .forEach(finding -> print(finding, printer));
        StartOffsets offsets = new StartOffsets(admin, topics.applicationId());
        Map<String, Long> starts = dryRun ? offsets.missing() : offsets.commit();
        starts.forEach((partition, offset) ->
                printer.println((dryRun ? "would start " : "starts ") + partition + " at offset " + offset));
        printer.println(plan.names().size() + " topics, " + report.created() + " created, "
                + report.open().size() + " things to do");
        return report.open().isEmpty() ? CommandFrame.DONE : CommandFrame.FAILED;
    }

    private static void print(TopicFinding finding, PrintWriter printer) {
        printer.println(finding.topic() + ": " + finding.description());
        if (!finding.advice().isEmpty()) {
            printer.println("    " + finding.advice());
        }
    }

    private int grow(Admin admin, int partitions, PrintWriter printer) {
        Growth growth = new Growth(admin, topics.applicationId());
        Map<String, Integer> grown = dryRun ? growth.plan(partitions) : growth.grow(partitions);
        grown.forEach((topic, before) -> printer.println(
                (dryRun ? "would raise " : "raised ") + topic + " from " + before + " to " + partitions));
        printer.println(grown.isEmpty() ? "nothing to raise" : grown.size() + " topics");
        if (!dryRun && !grown.isEmpty()) {
            new StartOffsets(admin, topics.applicationId())
                    .commit()
                    .forEach((partition, offset) -> printer.println("starts " + partition + " at offset " + offset));
        }
        return CommandFrame.DONE;
    }
}
