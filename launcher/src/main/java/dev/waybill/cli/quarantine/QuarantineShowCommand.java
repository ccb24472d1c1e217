package dev.waybill.cli.quarantine;

import dev.waybill.cli.frame.ClusterOptions;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.DurationText;
import dev.waybill.cli.frame.Terminal;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.clients.KafkaClients;
import dev.waybill.event.DropReason;
import dev.waybill.kafka.ClaimTicket;
import dev.waybill.kafka.cluster.KafkaQuarantine;
import dev.waybill.kafka.cluster.Quarantine;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quarantine show}: lists claim tickets, and on request the events they stand for. */
@Command(
        name = "show",
        description = {
            "List the newest claim tickets, oldest first.",
            "A ticket says where an event lies in its input topic and why it was not delivered; it holds nothing of the"
                    + " event."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the cluster cannot be asked", "2:wrong usage"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class QuarantineShowCommand implements Callable<Integer> {
    @Mixin
    private final ClusterOptions cluster;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            converter = DurationText.class,
            defaultValue = "PT24H",
            description = "How far to look back, such as PT30M or P7D (default: ${DEFAULT-VALUE}).")
    private Duration since;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "Show no more than this many (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--tenant", paramLabel = "ID", description = "Only tickets whose record key is this tenant.")
    private @Nullable String tenant;

    @Option(names = "--reason", paramLabel = "REASON", description = "Only tickets with this reason.")
    private @Nullable String reason;

    @Option(
            names = "--reveal",
            description = "Also look each event up in its input topic and print it, to a terminal only.")
    private boolean reveal;

    @Spec
    private CommandSpec command;

    public QuarantineShowCommand(KafkaClients clients) {
        this.cluster = new ClusterOptions(clients);
    }

    @Override
    public Integer call() {
        return CommandFrame.run(command.commandLine(), this::show);
    }

    private int show(PrintWriter out) throws IOException {
        if (limit < 1) {
            throw new UsageException("--limit must be 1 or more");
        }
        requireKnownReason();
        if (reveal && !Terminal.isThere()) {
            throw new UsageException("--reveal prints the content of events, so it only prints to a terminal:"
                    + " run it without a pipe or redirection");
        }
        return cluster.run("waybill-quarantine", (clients, settings) -> {
            try (Quarantine quarantine = new KafkaQuarantine(clients, settings)) {
                new QuarantineListing(quarantine, out)
                        .print(
                                Clock.systemUTC().instant().minus(since),
                                limit,
                                this::matches,
                                reveal ? Reveal.CONTENT : Reveal.NOTHING);
                return CommandFrame.DONE;
            }
        });
    }

    private void requireKnownReason() {
        List<String> known =
                Stream.of(DropReason.values()).map(DropReason::code).toList();
        if (reason != null && !known.contains(reason)) {
            throw new UsageException("--reason must be one of " + String.join(", ", known));
        }
    }

    private boolean matches(ClaimTicket ticket) {
        return (tenant == null || ticket.tenant().filter(tenant::equals).isPresent())
                && (reason == null || ticket.reason().code().equals(reason));
    }
}
