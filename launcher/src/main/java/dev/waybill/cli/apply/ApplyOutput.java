package dev.waybill.cli.apply;

import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.control.apply.ApplyJson;
import dev.waybill.control.apply.ApplyResult;
import dev.waybill.control.apply.ApplyState;
import dev.waybill.control.apply.ApplyText;
import dev.waybill.control.apply.Paint;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
            description =
                    "Show this tenant only, whether or not it changes: with its external id, all its IAM documents"
                            + " and a letter to it.")
    private @Nullable String tenant;

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many tenants are shown at most (default: ${DEFAULT-VALUE}).")
    private int show;

    /** Whether one JSON object is wanted. */
    boolean isJson() {
        return json;
    }

    /**
     * Prints the result.
     *
     * @param others what became of rights and connectors
     * @param further done after that, each of them said when it is done; a supplier may answer empty
     * @return whether all of that went well
     */
    boolean print(
            ApplyResult result,
            RightsAndConnectors.Reports others,
            List<Supplier<Optional<FurtherReport>>> further,
            PrintWriter out) {
        boolean well = true;
        if (json) {
            Map<String, Object> more = new LinkedHashMap<>();
            if (tenant != null) {
                more.put("papers", ApplyJson.papers(result.plan(), tenant));
            }
            more.putAll(others.content());
            for (Supplier<Optional<FurtherReport>> next : further) {
                Optional<FurtherReport> report = next.get();
                report.ifPresent(done -> more.put(done.member(), done.content()));
                well &= report.map(FurtherReport::isWell).orElse(true);
            }
            out.print(ApplyJson.text(result, more));
            return well;
        }
        ApplyText.lines(result, paint(), Math.max(0, show), Optional.ofNullable(tenant))
                .forEach(out::println);
        out.print(others.text());
        out.flush();
        for (Supplier<Optional<FurtherReport>> next : further) {
            Optional<FurtherReport> report = next.get();
            report.ifPresent(done -> done.lines().forEach(out::println));
            well &= report.map(FurtherReport::isWell).orElse(true);
        }
        return well;
    }

    /** Whether all that could be done was done, or would be. */
    boolean isDone(ApplyResult result, RightsAndConnectors.Reports others) {
        return switch (result.state()) {
            case PLANNED -> true;
            case NOTHING_TO_DO, APPLIED -> others.isWell();
            case OVERTAKEN, REFUSED -> false;
        };
    }

    /** The exit code that says what became of it. */
    int exitCode(ApplyResult result, RightsAndConnectors.Reports others) {
        if (result.state() == ApplyState.REFUSED) {
            return CommandFrame.WRONG_USAGE;
        }
        boolean well = isDone(result, others) && result.plan().left().isEmpty();
        return well ? CommandFrame.DONE : CommandFrame.FAILED;
    }

    private static Paint paint() {
        return Boolean.getBoolean("waybill.terminal") && System.getenv("NO_COLOR") == null
                ? Paint.COLOURED
                : Paint.PLAIN;
    }
}
