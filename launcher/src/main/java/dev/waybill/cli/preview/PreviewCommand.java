package dev.waybill.cli.preview;

import dev.waybill.cli.frame.ClusterOptions;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.EventText;
import dev.waybill.cli.frame.ProgressLine;
import dev.waybill.cli.frame.Terminal;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.Source;
import dev.waybill.contract.YamlName;
import dev.waybill.control.preview.FileEvents;
import dev.waybill.control.preview.PartTaker;
import dev.waybill.control.preview.PartsFolder;
import dev.waybill.control.preview.PreviewJson;
import dev.waybill.control.preview.PreviewReport;
import dev.waybill.control.preview.PreviewRequest;
import dev.waybill.control.preview.PreviewText;
import dev.waybill.control.preview.PreviewText.Show;
import dev.waybill.control.preview.RecentEvents;
import dev.waybill.control.preview.TopicEvents;
import dev.waybill.json.JsonText;
import dev.waybill.spec.ExportSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code preview}: what exports would deliver. */
@Command(
        name = "preview",
        description = {
            "Show what exports would deliver of recent events: how many match, the file as it will be, its size, and whether"
                    + " values that redaction hides would leave all the same.",
            "Changes nothing. Takes drafts, files of specs, or exports as the catalog has them."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown, and nothing leaks",
            "1:something would leak, or failed",
            "2:wrong usage or configuration"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class PreviewCommand implements Callable<Integer> {
    private static final String CLIENT = "waybill-preview";

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|TENANT[/EXPORT]",
            description = "A file or folder of specs, or exports as the catalog has them.")
    private List<String> names;

    @Mixin
    private EventOptions events;

    @Mixin
    private DraftOptions drafts;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description =
                    "Show so many events, before and after redaction; to a terminal only, and with --json after it"
                            + " only (default: 3 on a terminal and with --json).")
    private @Nullable Integer samples;

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "5",
            description = "Show so many lines of a file (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Option(names = "--to-folder", paramLabel = "FOLDER", description = "Write the files below this folder.")
    private @Nullable Path folder;

    @Option(
            names = "--reveal",
            description = "Show values that would leave though they are hidden; to a terminal only.")
    private boolean reveal;

    @Option(names = "--json", description = "Print everything as one JSON object, with values after redaction only.")
    private boolean json;

    @Mixin
    private final ClusterOptions cluster;

    @Spec
    private CommandSpec spec;

    public PreviewCommand(KafkaClients clients) {
        this.cluster = new ClusterOptions(clients);
    }

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::run);
    }

    private int run(PrintWriter out) throws IOException {
        Show show = show();
        DraftOptions.Named named = drafts.named(names);
        PreviewReport report;
        try (ProgressLine progress = ProgressLine.on(spec.commandLine().getErr())) {
            progress.begins("looking at recent events");
            report = events.isFile() && !named.needsCatalog()
                    ? fromFile(named.withoutCluster(cluster.localData()))
                    : cluster.ask(CLIENT, (clients, settings) -> onCluster(clients, settings, named));
        }
        if (json) {
            out.print(JsonText.of(PreviewJson.content(report)));
        } else {
            PreviewText.lines(report, show, EventText::escape).forEach(out::println);
        }
        return report.leaks() ? CommandFrame.FAILED : CommandFrame.DONE;
    }

    private Show show() {
        boolean terminal = Terminal.isThere();
        if (reveal && (json || !terminal)) {
            throw new UsageException("--reveal prints values that are hidden, so it only prints to a terminal:"
                    + " run it without --json, a pipe or redirection");
        }
        if (samples != null && samples > 0 && !json && !terminal) {
            throw new UsageException(
                    "--samples prints events before they are redacted, so it only prints to a terminal:"
                            + " run it without a pipe or redirection, or with --json, which has them after redaction only");
        }
        return reveal ? Show.LEAKING_VALUES : terminal && !json ? Show.BEFORE_AND_AFTER : Show.AFTER;
    }

    private PreviewReport onCluster(KafkaClients clients, Map<String, Object> settings, DraftOptions.Named named)
            throws IOException {
        Drafts read = named.onCluster(clients, settings, cluster.localData());
        if (events.isFile()) {
            return fromFile(read);
        }
        Set<String> tenants = read.exports().stream()
                .map(export -> export.exportId().tenant())
                .collect(Collectors.toSet());
        try (Consumer<byte[], byte[]> consumer = clients.consumer(TopicEvents.settings(settings))) {
            return preview(read, new TopicEvents(consumer, tenants.size(), Clock.systemUTC()));
        }
    }

    private PreviewReport fromFile(Drafts read) throws IOException {
        FileEvents file = events.file(read.exports());
        List<ExportSpec> ofSource = read.exports().stream()
                .filter(export -> export.source() == file.source())
                .toList();
        if (ofSource.isEmpty()) {
            throw new UsageException("no export that was named takes " + word(file.source()) + " events");
        }
        return preview(read.with(ofSource), file);
    }

    private static String word(Source source) {
        return YamlName.of(source);
    }

    private PreviewReport preview(Drafts read, RecentEvents from) throws IOException {
        int shown = samples == null ? 3 : samples;
        PartTaker parts = folder == null ? PartTaker.NONE : new PartsFolder(folder);
        Thread thread = Thread.currentThread();
        PreviewRequest request = CommandFrame.made(() -> new PreviewRequest(
                read.exports(),
                read.settings(),
                read.secrets(),
                read.reading().schemas(),
                read.reading().times(),
                from,
                events.bounds(),
                shown,
                lines,
                parts,
                thread::isInterrupted));
        return read.preview(request);
    }
}
