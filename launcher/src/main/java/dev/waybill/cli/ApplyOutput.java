package dev.waybill.cli;

import dev.waybill.control.apply.ApplyJson;
import dev.waybill.control.apply.ApplyResult;
import dev.waybill.control.apply.ApplyText;
import dev.waybill.control.apply.Paint;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a plan is shown. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ApplyOutput {
    @Option(names = "--json", description = "Print everything as one JSON object.")
    private boolean json;

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description = "Show what becomes of this tenant only, with its documents and a letter to it.")
    private @Nullable String tenant;

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many tenants are shown at most (default: ${DEFAULT-VALUE}).")
    private int show;

    /**
     * Prints the result.
     *
     * @param others what became of rights and connectors
     * @return the exit code that says what became of it
     */
    int print(ApplyResult result, RightsAndConnectors.Reports others, PrintWriter out) {
        if (json) {
            out.print(ApplyJson.text(result, others.content()));
        } else {
            ApplyText.lines(result, paint(), Math.max(0, show), Optional.ofNullable(tenant))
                    .forEach(out::println);
            out.print(others.text());
        }
        return switch (result.state()) {
            case PLANNED -> CommandFrame.DONE;
            case NOTHING_TO_DO, APPLIED -> others.isWell() ? CommandFrame.DONE : CommandFrame.FAILED;
            case OVERTAKEN -> CommandFrame.FAILED;
            case REFUSED -> CommandFrame.WRONG_USAGE;
        };
    }

    private static Paint paint() {
        return Boolean.getBoolean("waybill.terminal") && System.getenv("NO_COLOR") == null
                ? Paint.COLOURED
                : Paint.PLAIN;
    }
}
