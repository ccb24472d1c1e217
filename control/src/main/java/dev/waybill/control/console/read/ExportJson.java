package dev.waybill.control.console.read;

import dev.waybill.control.console.access.Caller;
import dev.waybill.control.console.checkup.Told;
import dev.waybill.control.console.http.Schema;
import dev.waybill.control.console.http.Schema.Member;
import dev.waybill.control.console.state.ExportLine;
import dev.waybill.control.doctor.check.Outcome;
import dev.waybill.control.status.ExportState;
import dev.waybill.control.status.Finding;
import dev.waybill.window.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An export in an answer. Reasons may name topics, offsets, connectors and people of the platform, and destinations its
 * directories: tenants get none of these.
 */
final class ExportJson {
    /** How a bucket begins, and a directory does not. */
    private static final String BUCKET = "s3://";

    private static final Schema WINDOW =
            Schema.object(Member.of("start", Schema.instant()), Member.of("end", Schema.instant()));

    static final Schema SCHEMA = Schema.object(
                    Member.of("tenant", Schema.text()),
                    Member.of("export", Schema.text()),
                    Member.of(
                            "state",
                            Schema.oneOf(Stream.of(ExportState.values())
                                    .map(ExportState::word)
                                    .toList())),
                    Member.of("reason", Schema.text().describe("Why; empty where the state says all.")),
                    Member.of("advice", Schema.text().describe("What to do; empty where nothing is to be done.")),
                    Member.of("needs-somebody", Schema.flag()),
                    Member.optional("version", Schema.text().describe("The config-version that rules now.")),
                    Member.optional("destination", Schema.text()),
                    Member.optional("last-window", WINDOW.describe("The newest window whose parts are all there.")),
                    Member.optional("delay", Schema.duration().describe("How long after its end they were there.")),
                    Member.of("undelivered-parts", Schema.count()),
                    Member.of("behind", Schema.duration().describe("How long something of it has been due.")),
                    Member.of(
                            "doctor",
                            Schema.oneOf(Stream.of(Outcome.values())
                                            .map(Outcome::word)
                                            .toList())
                                    .describe("What it found last in the account; readDoctor says more.")),
                    Member.optional("loss-in", Schema.duration().describe("When retention would remove something.")))
            .named("Export");

    private ExportJson() {}

    static Map<String, Object> of(ExportLine line, Caller caller) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tenant", line.id().tenant());
        json.put("export", line.id().export());
        json.put("state", line.state().word());
        json.put("reason", caller.isOperator() ? line.reason() : reason(line));
        json.put("advice", caller.isOperator() ? line.advice() : "");
        json.put("needs-somebody", line.needsSomebody());
        line.version().ifPresent(version -> json.put("version", version));
        line.destination()
                .filter(base -> caller.isOperator() || base.startsWith(BUCKET))
                .ifPresent(base -> json.put("destination", base));
        line.lastWindow().ifPresent(window -> json.put("last-window", window(window)));
        line.delay().ifPresent(delay -> json.put("delay", delay.toString()));
        json.put("undelivered-parts", line.undelivered());
        json.put("behind", line.behind().toString());
        json.put("doctor", doctor(line, caller).word());
        line.loss().ifPresent(loss -> json.put("loss-in", loss.left().toString()));
        return json;
    }

    private static Outcome doctor(ExportLine line, Caller caller) {
        return line.checkup()
                .map(found -> caller.isOperator() ? found.operators() : found.tenant())
                .map(Told::outcome)
                .orElse(Outcome.NOT_CHECKED);
    }

    private static String reason(ExportLine line) {
        String reason = reason(line.state());
        boolean failed = line.checkup()
                .filter(found -> found.tenant().outcome() == Outcome.FAILED)
                .isPresent();
        return reason.isEmpty() && failed
                ? "a check of its account has failed; the doctor's report says which"
                : reason;
    }

    /** For tenants, who see what held their own destination back with the export itself. */
    private static String reason(ExportState state) {
        return switch (state) {
            case BLOCKED -> "the platform's operators have to act";
            case PAUSED -> "the platform's operators have paused it";
            case HELD_BACK -> "it waits for its destination, or for what its spec needs";
            case LATE -> "something of it should have been in the bucket an hour ago";
            case DUE, DELIVERING, ENDED -> "";
        };
    }

    static Map<String, Object> window(Window window) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("start", window.start().toString());
        json.put("end", window.end().toString());
        return json;
    }

    static List<Map<String, String>> findings(List<Finding> findings) {
        return findings.stream()
                .map(finding -> Map.of("what", finding.what(), "advice", finding.advice()))
                .toList();
    }
}
