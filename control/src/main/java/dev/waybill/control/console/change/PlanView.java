package dev.waybill.control.console.change;

import dev.waybill.catalog.plan.Refusal;
import dev.waybill.control.apply.ApplyJson;
import dev.waybill.control.apply.ApplyResult;
import dev.waybill.control.console.access.Caller;
import dev.waybill.control.console.http.Schema;
import dev.waybill.control.console.http.Schema.Member;
import dev.waybill.spec.yaml.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan as a caller may see it: what {@code apply --json} prints, for a tenant without what is the platform's or others'. */
final class PlanView {
    private static final Schema TEXTS = Schema.list(Schema.text());
    private static final Schema KEY = Schema.object(
            Member.of("key", Schema.text()),
            Member.optional("before", Schema.text()),
            Member.optional("after", Schema.text()));
    private static final Schema DOCUMENT = Schema.object(
            Member.of("name", Schema.text()), Member.of("change", Schema.text()), Member.of("text", Schema.text()));
    private static final Schema PLACED = Schema.object(
            Member.of("place", Schema.text()), Member.of("path", Schema.text()), Member.of("text", Schema.text()));
    private static final Schema EXPORT = Schema.object(
            Member.of("export", Schema.text()),
            Member.of("change", Schema.text()),
            Member.optional("from", Schema.instant()),
            Member.of("keys", Schema.list(KEY)),
            Member.of("notes", TEXTS));
    private static final Schema TENANT = Schema.object(
            Member.of("tenant", Schema.text()),
            Member.of("change", Schema.text()),
            Member.of("exports", Schema.list(EXPORT)),
            Member.of("documents", Schema.list(DOCUMENT)),
            Member.optional("to-do", TEXTS),
            Member.optional("letter", Schema.text()));

    /** Of what a plan, and a change, are answered with. */
    static final Schema SCHEMA = Schema.object(
                    Member.of(
                            "state",
                            Schema.oneOf(List.of("planned", "nothing-to-do", "applied", "refused", "overtaken"))),
                    Member.of("at", Schema.instant()),
                    Member.of("lead", Schema.duration()),
                    Member.of("counts", Schema.mapOf(Schema.count())),
                    Member.of("tenants", Schema.list(TENANT)),
                    Member.optional("settings", Schema.anything()),
                    Member.optional("topics", Schema.list(Schema.mapOf(Schema.text()))),
                    Member.optional("topics-to-do", Schema.list(Schema.mapOf(Schema.text()))),
                    Member.optional("starts", Schema.mapOf(Schema.count())),
                    Member.of("refusals", Schema.list(Schema.mapOf(Schema.text()))),
                    Member.of("left", Schema.list(PLACED)),
                    Member.of("problems", Schema.list(PLACED)),
                    Member.of("overtaken-by", TEXTS),
                    Member.of("basis", Schema.text().describe("To be sent with apply: what the plan was made from.")))
            .describe("As ./waybill plan --json prints it. A tenant gets its own part.")
            .named("Plan");

    private PlanView() {}

    static Map<String, Object> of(SpecChanges.Planned planned, Caller caller, String tenant) {
        ApplyResult result = planned.result();
        Map<String, Object> view = new LinkedHashMap<>(ApplyJson.tree(result));
        view.put("basis", planned.basis());
        if (!caller.isOperator()) {
            List.of("settings", "topics", "topics-to-do", "starts").forEach(view::remove);
            view.put(
                    "refusals",
                    result.plan().refusals().stream().map(PlanView::rule).toList());
            view.put("problems", placed(tenant, result.plan().problems()));
            view.put("left", placed(tenant, result.plan().left()));
            view.put("overtaken-by", List.of());
        }
        return view;
    }

    /** What is refused names whoever is concerned, also others. */
    private static Map<String, String> rule(Refusal refusal) {
        return Map.of(
                "rule", refusal.rule().allowName(), "protects", refusal.rule().protects());
    }

    private static List<Map<String, String>> placed(String tenant, List<Problem> problems) {
        return OwnWords.of(tenant, problems).stream()
                .map(problem -> Map.of(
                        "place", problem.place().position(),
                        "path", problem.place().path(),
                        "text", problem.text()))
                .toList();
    }
}
