package dev.waybill.kind.format;

import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FormatName;
import java.util.List;
import java.util.stream.Stream;

/** The fields without which a format with a fixed list of columns makes no sense. */
final class NeededFields {
    private NeededFields() {}

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
