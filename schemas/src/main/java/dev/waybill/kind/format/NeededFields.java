package dev.waybill.kind.format;

import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FormatName;
import java.util.List;
import java.util.stream.Stream;

/** The fields without which a format with a fixed list of columns makes no sense. */
final class NeededFields {
    private NeededFields() {}

    /** Those of the common and the combined log format, which are for the same events: requests, as web servers log them. */
    static List<OptionProblem> missingOfLogLines(FormatName format, EventLeaves events) {
        return missing(
                format,
                events,
                "ip_address",
                "user.identifier",
                "method",
                "uri",
                "protocol",
                "status",
                "bytes",
                "referer",
                "user_agent.raw");
    }

    /** One problem that names all of these fields the events lack; none if they have them. */
    static List<OptionProblem> missing(FormatName format, EventLeaves events, String... paths) {
        List<String> missing =
                Stream.of(paths).filter(path -> events.leaf(path).isEmpty()).toList();
        return missing.isEmpty()
                ? List.of()
                : List.of(new OptionProblem(
                        "kind",
                        format.kind(),
                        events.typeName() + " events have no " + String.join(", ", missing),
                        "use another format for this source, such as csv or json-lines"));
    }
}
