package dev.waybill.cli.replay;

import dev.waybill.app.replay.LocalFolder;
import dev.waybill.app.replay.OriginalPlace;
import dev.waybill.app.replay.OwnFolder;
import dev.waybill.app.replay.Replay;
import dev.waybill.app.replay.ReplayId;
import dev.waybill.app.replay.ReplayPlace;
import dev.waybill.app.replay.ReplayRefusedException;
import dev.waybill.app.replay.ReplayReport;
import dev.waybill.app.replay.ReplayRequest;
import dev.waybill.app.replay.ReplaySetup;
import dev.waybill.app.replay.ReplayVersions;
import dev.waybill.cli.frame.AppOptions;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.InstantText;
import dev.waybill.cli.frame.QuietKafka;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.contract.ExportId;
import dev.waybill.json.JsonText;
import dev.waybill.secrets.SecretReferences;
import dev.waybill.secrets.SecretsAtStart;
import dev.waybill.spec.yaml.DidYouMean;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}: delivers windows again. */
@Command(
        name = "replay",
        description = {
            "Deliver windows again, from what the input still holds, beside the running application: to where they were"
                    + " delivered, as far as they are the same; below the folder replay=ID/ of the export's prefix; or to"
                    + " a folder here.",
            "Whatever ends it in the middle, the same command goes on where it was."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every window was delivered again",
            "1:some windows could not be, or failed; what was not finished goes on with the same command",
            "2:refused, or wrong usage or configuration"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ReplayCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "TENANT[/EXPORT]",
            description = "An export, or all of a tenant, as the catalog names them.")
    private @Nullable String name;

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            converter = InstantText.class,
            description = "Windows that start at this instant or later, as in 2026-03-04T05:00:00Z.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "INSTANT", converter = InstantText.class, description = "And before this one.")
    private @Nullable Instant to;

    @Option(
            names = "--under",
            paramLabel = "VERSIONS",
            defaultValue = "reigned",
            description =
                    "reigned: the versions that ruled then. current: the version that rules last. next: where no version"
                            + " ruled, the one that rules next, for windows before there was the export"
                            + " (default: ${DEFAULT-VALUE}).")
    private String under;

    @Option(
            names = "--beside",
            description = "Deliver below the folder replay=ID/ of the export's prefix, with receipts of its own, and"
                    + " compare nothing. So do --under current and --under next.")
    private boolean beside;

    @Option(
            names = "--to-folder",
            paramLabel = "FOLDER",
            description = "Write the objects as files below this folder, and nothing to the tenant.")
    private @Nullable Path folder;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "Name the replay, and so its folder replay=ID/ (default: made of what is asked for).")
    private @Nullable String id;

    @Option(
            names = "--forget",
            paramLabel = "ID",
            description = "Delete what a replay that was not finished has left in the cluster and here, and do nothing"
                    + " else. What it has delivered stays.")
    private @Nullable String forget;

    @Option(names = "--json", description = "Print what was done as one JSON object.")
    private boolean json;

    @Mixin
    private AppOptions application;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::run);
    }

    private int run(PrintWriter out) throws IOException {
        Map<String, String> environment = System.getenv();
        Optional<ReplayId> given = Optional.ofNullable(id).map(text -> CommandFrame.made(() -> new ReplayId(text)));
        Optional<ReplayId> forgotten =
                Optional.ofNullable(forget).map(text -> CommandFrame.made(() -> new ReplayId(text)));
        if (forgotten.isPresent()
                && (name != null || id != null || from != null || to != null || folder != null || beside)) {
            throw new UsageException("--forget goes with no replay: it names the one that is forgotten");
        }
        Optional<ReplayRequest> request = forgotten.isPresent() ? Optional.empty() : Optional.of(request());
        QuietKafka.unlessAskedFor(environment);
        Replay replay = new Replay(
                ReplaySetup.of(application.read(environment), new SecretsAtStart(new SecretReferences(environment))),
                Clock.systemUTC());
        try {
            return forgotten.isPresent()
                    ? forget(replay, forgotten.get(), out)
                    : replay(replay, request.orElseThrow(), given, out);
        } catch (ReplayRefusedException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private ReplayRequest request() {
        if (name == null || from == null || to == null) {
            throw new UsageException("say TENANT or TENANT/EXPORT, --from and --to; or --forget ID");
        }
        String[] ids = name.split("/", -1);
        if (ids.length > 2 || !ExportId.isValid(ids[0]) || ids.length == 2 && !ExportId.isValid(ids[1])) {
            throw new UsageException(
                    "\"" + name + "\" names neither a tenant nor an export; write TENANT or TENANT/EXPORT");
        }
        ReplayVersions versions = ReplayVersions.of(under)
                .orElseThrow(() -> new UsageException(
                        "--under: there is no \"" + under + "\"; " + DidYouMean.hint(under, ReplayVersions.words())));
        Instant start = from;
        Instant end = to;
        return CommandFrame.made(() -> new ReplayRequest(
                ids[0],
                ids.length == 2 ? Optional.of(ids[1]) : Optional.empty(),
                start,
                end,
                versions,
                place(versions)));
    }

    private ReplayPlace place(ReplayVersions versions) {
        if (folder != null) {
            if (beside) {
                throw new UsageException("--beside goes without --to-folder: say one of them");
            }
            return new LocalFolder(folder);
        }
        return beside || versions != ReplayVersions.REIGNED ? new OwnFolder() : new OriginalPlace();
    }

    private int forget(Replay replay, ReplayId forgotten, PrintWriter out) throws IOException {
        boolean found = replay.forget(forgotten);
        out.println(
                found
                        ? "forgotten: " + forgotten + "; what it has delivered stays"
                        : "the cluster knows no replay " + forgotten + "; nothing to do");
        return CommandFrame.DONE;
    }

    private int replay(Replay replay, ReplayRequest request, Optional<ReplayId> given, PrintWriter out) {
        Optional<ReplayReport> report =
                RunningReplay.run(replay, request, given, spec.commandLine().getErr());
        if (report.isEmpty()) {
            out.println("stopped; the same command goes on where it was");
            return CommandFrame.FAILED;
        }
        ReplayText text = new ReplayText(report.get());
        out.print(json ? JsonText.of(text.content()) : text.table());
        return report.get().isComplete() ? CommandFrame.DONE : CommandFrame.FAILED;
    }
}
