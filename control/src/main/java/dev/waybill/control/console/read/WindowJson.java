package dev.waybill.control.console.read;

import dev.waybill.control.console.http.Schema;
import dev.waybill.control.console.http.Schema.Member;
import dev.waybill.control.console.state.WindowLine;
import dev.waybill.control.console.state.WindowRemark;
import dev.waybill.control.console.state.WindowState;
import dev.waybill.ledger.LedgerCounts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A window in an answer. */
final class WindowJson {
    private static final Schema COUNTS = Schema.object(
                    Member.of("read", Schema.count()),
                    Member.of("delivered", Schema.count()),
                    Member.of("filtered", Schema.count()),
                    Member.of("duplicate", Schema.count()),
                    Member.of("withheld", Schema.count()))
            .named("Counts");

    static final Schema SCHEMA = Schema.object(
                    Member.of("start", Schema.instant()),
                    Member.of("end", Schema.instant()),
                    Member.of(
                            "state",
                            Schema.oneOf(Stream.of(WindowState.values())
                                    .map(WindowState::word)
                                    .toList())),
                    Member.optional("due", Schema.instant().describe("When it closes.")),
                    Member.optional("version", Schema.text()),
                    Member.of("counts", COUNTS.describe("Of what has ended, late events among them.")),
                    Member.of("late", Schema.count().describe("How many of the events that were read came late.")),
                    Member.of("parts", Schema.count()),
                    Member.of("parts-in-bucket", Schema.count()),
                    Member.of("bytes", Schema.count()),
                    Member.optional("after-end", Schema.duration().describe("How long after its end it was there.")),
                    Member.optional("receipt", Schema.text().describe("The name of its receipt in the bucket.")),
                    Member.of(
                            "remarks",
                            Schema.list(Schema.oneOf(Stream.of(WindowRemark.values())
                                    .map(WindowRemark::word)
                                    .toList()))))
            .named("Window");

    private WindowJson() {}

    static Map<String, Object> of(WindowLine line) {
        Map<String, Object> json = ExportJson.window(line.window());
        json.put("state", line.state().word());
        line.due().ifPresent(due -> json.put("due", due.toString()));
        line.version().ifPresent(version -> json.put("version", version));
        json.put("counts", counts(line.counts()));
        json.put("late", line.late());
        json.put("parts", line.parts());
        json.put("parts-in-bucket", line.arrived());
        json.put("bytes", line.bytes());
        line.afterEnd().ifPresent(time -> json.put("after-end", time.toString()));
        line.receipt().ifPresent(name -> json.put("receipt", name));
        json.put(
                "remarks",
                line.remarks().stream().sorted().map(WindowRemark::word).toList());
        return json;
    }

    private static Map<String, Object> counts(LedgerCounts counts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("read", counts.read());
        json.put("delivered", counts.delivered());
        json.put("filtered", counts.filtered());
        json.put("duplicate", counts.duplicate());
        json.put("withheld", counts.withheld());
        return json;
    }
}
