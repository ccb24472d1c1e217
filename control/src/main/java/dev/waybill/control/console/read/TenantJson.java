package dev.waybill.control.console.read;

import dev.waybill.control.console.http.Schema;
import dev.waybill.control.console.http.Schema.Member;
import dev.waybill.control.console.state.TenantLine;
import dev.waybill.control.status.ExportState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A tenant in an answer. */
final class TenantJson {
    static final Schema SCHEMA = Schema.object(
                    Member.of("tenant", Schema.text()),
                    Member.of(
                            "state",
                            Schema.oneOf(Stream.of(ExportState.values())
                                            .map(ExportState::word)
                                            .toList())
                                    .describe("Of the export that needs somebody most.")),
                    Member.of("exports", Schema.count()),
                    Member.of("need-somebody", Schema.count()))
            .named("Tenant");

    private TenantJson() {}

    static Map<String, Object> of(TenantLine line) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tenant", line.tenant());
        json.put("state", line.state().word());
        json.put("exports", line.exports());
        json.put("need-somebody", line.needSomebody());
        return json;
    }
}
