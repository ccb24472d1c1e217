package dev.waybill.cli.apply;

import dev.waybill.catalog.snapshot.Backup;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.cli.frame.AuthorOptions;
import dev.waybill.cli.frame.CatalogOutcome;
import dev.waybill.cli.frame.ClusterOptions;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.ProgressLine;
import dev.waybill.cli.frame.TopicOptions;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.GroupNames;
import dev.waybill.control.apply.Applier;
import dev.waybill.control.apply.ApplyRequest;
import dev.waybill.control.apply.ApplyResult;
import dev.waybill.control.apply.ApplyState;
import dev.waybill.control.apply.CatalogCopy;
import dev.waybill.control.apply.KafkaPruneCluster;
import dev.waybill.control.apply.KafkaTargetCluster;
import dev.waybill.control.apply.LeakCheck;
import dev.waybill.control.apply.Letters;
import dev.waybill.control.apply.TopicPruning;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code apply}: makes the catalog, and what it needs, what the files say. */
@Command(
        name = "apply",
        description = {
            "Make the catalog what the folder of specs says: topics, start offsets, external ids, versions and reigns.",
            "Shows the plan, as plan does. Twice changes nothing; whatever ends it in the middle, run it again."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or nothing to do",
            "1:failed, or somebody else has changed the same meanwhile",
            "2:refused, or wrong usage or configuration"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ApplyCommand implements Callable<Integer> {
    private static final String CLIENT = "waybill-apply";

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

    @Option(names = "--dry-run", description = "Change nothing; the same as plan.")
    private boolean dryRun;

    @Option(
            names = "--letters",
            paramLabel = "FOLDER",
            description =
                    "Write for each tenant that changes its IAM documents and a letter that says what it has to do.")
    private @Nullable Path letters;

    @Option(
            names = "--prune",
            description = "Also delete the dedicated topics of exports that were removed, once all was delivered; says"
                    + " which stay, and why.")
    private boolean prune;

    @Mixin
    private BackfillOptions backfill;

    @Mixin
    private LeakOptions leaks;

    @Option(
            names = "--sink-group",
            paramLabel = "GROUP",
            description =
                    "Consumer group of a sink, for --prune; may be given several times (default: that of Waybill's"
                            + " sink as platform.yaml names it).")
    private List<String> sinkGroups = new ArrayList<>();

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = "Write a copy of the catalog to this file, and do nothing else.")
    private @Nullable Path export;

    @Option(
            names = "--restore",
            paramLabel = "FILE",
            description = "Write what the catalog lacks of such a copy, and do nothing else.")
    private @Nullable Path restore;

    @Spec
    private CommandSpec spec;

    public ApplyCommand(KafkaClients clients) {
        this.cluster = new ClusterOptions(clients);
    }

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::run);
    }

    private int run(PrintWriter out) throws IOException {
        if (export != null && restore != null) {
            throw new UsageException("say either --export or --restore");
        }
        if ((export != null || restore != null) && output.isJson()) {
            throw new UsageException("--json shows plans; leave it out with --export and --restore");
        }
        if (export != null) {
            Path file = checked(export);
            return onCluster(target -> export(target, file, out));
        }
        if (restore != null) {
            Path file = restore;
            cluster.localData().ifPresent(local -> topics.beLocal());
            topics.plan(List.of());
            return onCluster(target -> CatalogOutcome.print(
                    new CatalogCopy(target)
                            .restore(file, author.by(), topics::plan, unreadable -> warn(unreadable.text())),
                    "restored",
                    out));
        }
        if (letters != null && Files.exists(letters) && !Files.isDirectory(letters)) {
            throw new UsageException("--letters: " + letters + " is not a folder; name one, or a new one");
        }
        try (ProgressLine progress = ProgressLine.on(spec.commandLine().getErr())) {
            cluster.localData().ifPresent(local -> topics.beLocal());
            progress.begins("reading specs");
            ApplyRequest request = options.request(options.wanted(cluster.localData()), topics, author);
            return cluster.run(CLIENT, (clients, settings) -> {
                try (KafkaTargetCluster target = KafkaTargetCluster.open(clients, settings, topics.applicationId())) {
                    Optional<PreviewLeakCheck> looking = leaks.check(
                            () -> request.wanted().settings(target.catalog().snapshot()),
                            clients,
                            settings,
                            cluster.localData());
                    Applier applier = new Applier(target, Clock.systemUTC(), progress)
                            .asking(looking.<LeakCheck>map(check -> check).orElse(LeakCheck.NONE));
                    PrintWriter err = spec.commandLine().getErr();
                    Optional<Backfill> histories =
                            backfill.of(leaks.application(), settings, topics.applicationId(), err);
                    if (histories.isPresent()) {
                        histories
                                .get()
                                .requireSomethingToDo(
                                        applier.plan(request).plan(),
                                        target.catalog().snapshot());
                    }
                    others.check(request, target);
                    PlanDoctor.Way way = new PlanDoctor.Way(clients, settings, others.connect(), cluster.localData());
                    doctor.check(request, target.catalog().snapshot(), way);
                    ApplyResult result = result(applier, request);
                    RightsAndConnectors.Reports reports =
                            others.reports(result, request, target, topics, clients, settings, dryRun);
                    progress.close();
                    if (letters != null && result.state() == ApplyState.APPLIED) {
                        Letters.write(letters, result.plan());
                    }
                    int code = output.exitCode(result, reports);
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
                                            result, request, target.catalog().snapshot(), way, progress),
                                    () -> prune && output.isDone(result, reports)
                                            ? Optional.of(prune(request, target, clients, settings))
                                            : Optional.empty(),
                                    () -> histories
                                            .filter(any -> output.isDone(result, reports) && !dryRun)
                                            .map(found -> found.deliver(found.asked(
                                                    result.plan(),
                                                    target.catalog().snapshot())))),
                            out);
                    return isWell ? code : CommandFrame.FAILED;
                }
            });
        }
    }

    private ApplyResult result(Applier applier, ApplyRequest request) {
        return dryRun ? applier.plan(request) : applier.apply(request);
    }

    private PruneReport prune(
            ApplyRequest request, KafkaTargetCluster target, KafkaClients clients, Map<String, Object> settings) {
        CatalogSnapshot catalog = target.catalog().snapshot();
        List<String> groups = sinkGroups.isEmpty()
                ? List.of(GroupNames.ofConnector(
                        request.wanted().platform(catalog).waybillSink().name()))
                : sinkGroups;
        try (KafkaPruneCluster pruned = new KafkaPruneCluster(clients, settings, topics.applicationId(), groups)) {
            TopicPruning pruning =
                    new TopicPruning(pruned, catalog, Clock.systemUTC().instant());
            return new PruneReport(dryRun ? pruning.plan() : pruning.prune(), dryRun);
        }
    }

    private static Path checked(Path copy) {
        if (Files.isDirectory(copy)) {
            throw new UsageException("--export: " + copy + " is a folder; name a file");
        }
        Path parent = copy.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new UsageException("--export: there is no folder " + parent + "; make it first");
        }
        return copy;
    }

    private void warn(String text) {
        spec.commandLine().getErr().println(text);
    }

    private int export(KafkaTargetCluster target, Path file, PrintWriter out) throws IOException {
        target.catalog()
                .snapshot()
                .faults()
                .forEach(fault -> warn(fault.text() + "; the copy holds that one, or none"));
        Optional<Backup> backup = new CatalogCopy(target).export(file);
        if (backup.isEmpty()) {
            throw new UsageException("the catalog is empty: there is nothing to copy");
        }
        out.println(
                backup.get().tenants().size() + " tenants in " + file + "; it holds external ids, keep it to yourself");
        return CommandFrame.DONE;
    }

    private int onCluster(OnTarget work) throws IOException {
        return cluster.run(CLIENT, (clients, settings) -> {
            try (KafkaTargetCluster target = KafkaTargetCluster.open(clients, settings, topics.applicationId())) {
                return work.run(target);
            }
        });
    }

    /** What is done with a cluster. */
    @FunctionalInterface
    private interface OnTarget {
        int run(KafkaTargetCluster target) throws IOException;
    }
}
