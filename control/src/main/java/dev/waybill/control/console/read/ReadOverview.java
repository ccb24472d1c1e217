package dev.waybill.control.console.read;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Contract;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.Schema;
import dev.waybill.control.console.http.Schema.Member;
import dev.waybill.control.console.state.ConsoleState;
import dev.waybill.control.console.state.Freshness;
import dev.waybill.control.console.state.Overview;
import dev.waybill.control.console.state.ThroughputSlot;
import dev.waybill.control.status.ExportState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** All exports at a glance. */
final class ReadOverview implements Operation {
    private static final Schema FINDING =
            Schema.object(Member.of("what", Schema.text()), Member.of("advice", Schema.text()));

    private static final Schema SLOT = Schema.object(
            Member.of("start", Schema.instant()),
            Member.of("events", Schema.count().describe("In parts that were emitted.")),
            Member.of("bytes", Schema.count()),
            Member.of("objects", Schema.count().describe("Parts that came into buckets.")),
            Member.of("delay", Schema.duration().describe("After the ends of their windows, on average.")),
            Member.of("longest-delay", Schema.duration()));

    private static final Schema FRESHNESS = Schema.object(
            Member.of("known-up-to", Schema.mapOf(Schema.instant()).describe("By topic.")),
            Member.optional("looked-at", Schema.instant().describe("When the delivery topics were looked at.")),
            Member.of("troubles", Schema.list(Schema.text()).describe("Why nothing new is learned.")),
            Member.of("windows", Schema.count()),
            Member.of("window-bytes", Schema.count()),
            Member.of("unreadable-records", Schema.count()));

    private static final Contract CONTRACT = Contract.get(
                    "/overview", "readOverview", "All exports at a glance", Audience.OPERATORS)
            .answers(Schema.object(
                            Member.of("at", Schema.instant()),
                            Member.of("ready", Schema.flag().describe("Whether everything was read once.")),
                            Member.of("tenants", Schema.count()),
                            Member.of("states", Schema.mapOf(Schema.count())),
                            Member.of("need-somebody", Schema.count()),
                            Member.of("findings", Schema.list(FINDING)),
                            Member.optional("connectors", Schema.mapOf(Schema.anything())),
                            Member.of("series", Schema.list(SLOT).describe("Five minutes each, of the last day.")),
                            Member.of("freshness", FRESHNESS))
                    .named("Overview"));

    private final ConsoleState state;

    ReadOverview(ConsoleState state) {
        this.state = state;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        Overview overview = state.overview();
        Map<String, Object> states = new LinkedHashMap<>();
        for (ExportState each : ExportState.values()) {
            states.put(each.word(), overview.states().getOrDefault(each, 0));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", overview.at().toString());
        json.put("ready", state.isReady());
        json.put("tenants", overview.tenants());
        json.put("states", states);
        json.put("need-somebody", overview.needSomebody());
        json.put("findings", ExportJson.findings(overview.findings()));
        overview.connectors().ifPresent(connectors -> {
            Map<String, Object> all = new TreeMap<>();
            connectors.forEach((name, connector) -> all.put(name, connector.content()));
            json.put("connectors", all);
        });
        json.put("series", overview.series().stream().map(ReadOverview::slot).toList());
        json.put("freshness", freshness(overview.freshness()));
        return Answer.json(json);
    }

    private static Map<String, Object> slot(ThroughputSlot slot) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("start", slot.start().toString());
        json.put("events", slot.events());
        json.put("bytes", slot.bytes());
        json.put("objects", slot.objects());
        json.put("delay", slot.delay().toString());
        json.put("longest-delay", slot.longestDelay().toString());
        return json;
    }

    private static Map<String, Object> freshness(Freshness freshness) {
        Map<String, Object> known = new TreeMap<>();
        freshness.knownUpTo().forEach((topic, at) -> known.put(topic, at.toString()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("known-up-to", known);
        freshness.lookedAt().ifPresent(at -> json.put("looked-at", at.toString()));
        json.put("troubles", freshness.troubles());
        json.put("windows", freshness.windows());
        json.put("window-bytes", freshness.windowBytes());
        json.put("unreadable-records", freshness.unreadable());
        return json;
    }
}
