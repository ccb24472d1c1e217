package dev.waybill.cli.console;

import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.DurationText;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.control.console.access.Caller;
import dev.waybill.control.console.access.TokenEntry;
import dev.waybill.control.console.access.TokenFile;
import dev.waybill.control.console.access.TokenText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code console-token make}: a new token. */
@Command(
        name = "make",
        description = {
            "Make a token for the console, add its hash to the file of tokens, and print it, once: nobody can find it again.",
            "A console that runs has it within a second. To end a token, remove it from the file."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the file cannot be read or written",
            "2:wrong usage, a mistake in the file, or there is a token of that name"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ConsoleTokenMakeCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "Whose it is: stands in the catalog and in audit events, which tenants may read.")
    private String name;

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description =
                    "The one tenant that it sees (default: it is an operator's, who sees and changes everything).")
    private @Nullable String tenant;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            defaultValue = "console-tokens.yaml",
            description = "The file of tokens (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Option(
            names = "--valid",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "For how long, as in P90D (default: until it is removed).")
    private @Nullable Duration valid;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::make);
    }

    private int make(PrintWriter out) throws IOException {
        Caller caller = CommandFrame.made(() -> tenant == null ? Caller.operator(name) : Caller.ofTenant(name, tenant));
        Duration during = valid;
        if (during != null && (during.isNegative() || during.isZero())) {
            throw new UsageException("--valid must be longer than nothing");
        }
        TokenFile before = Files.exists(file) ? TokenFile.read(file) : new TokenFile(List.of());
        String token = TokenText.newToken();
        TokenEntry entry = new TokenEntry(
                caller,
                TokenText.hash(token),
                Optional.ofNullable(during)
                        .map(time -> Clock.systemUTC().instant().plus(time).truncatedTo(ChronoUnit.SECONDS)));
        CommandFrame.made(() -> before.with(entry)).write(file);
        out.println(token);
        return CommandFrame.DONE;
    }
}
