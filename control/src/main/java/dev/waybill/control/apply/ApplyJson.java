package dev.waybill.control.apply;

import dev.waybill.catalog.plan.KeyChange;
import dev.waybill.contract.YamlName;
import dev.waybill.json.JsonText;
import dev.waybill.render.FileChange;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.topics.TopicCreated;
import dev.waybill.topics.TopicFinding;
import dev.waybill.topics.TopicMissing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan, and what became of it, for programs: {@code docs/reference/apply.md} has the members, which stay. */
public final class ApplyJson {
    private ApplyJson() {}

    /**
     * The JSON text. It holds external ids, in the documents.
     *
     * @param more members that are added at the end
     */
    public static String text(ApplyResult result, Map<String, Object> more) {
        Map<String, Object> json = tree(result);
        json.putAll(more);
        return JsonText.of(json);
    }

    /** The same as a map, to which others may add. */
    public static Map<String, Object> tree(ApplyResult result) {
        ApplyPlan plan = result.plan();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", YamlName.of(result.state()));
        json.put("at", plan.at().toString());
        json.put("lead", plan.lead().toString());
        Map<String, Object> counts = new LinkedHashMap<>();
        for (String kind : List.of("added", "changed", "removed", "documents")) {
            counts.put(kind, plan.count(kind));
        }
        counts.put("unchanged", plan.unchanged());
        json.put("counts", counts);
        json.put("tenants", plan.tenants().stream().map(ApplyJson::tenant).toList());
        plan.settings().ifPresent(settings -> json.put("settings", settings(settings)));
        json.put("topics", topics(result));
        json.put(
                "topics-to-do",
                result.topics().open().stream()
                        .filter(finding -> !(finding instanceof TopicMissing))
                        .map(finding -> Map.of(
                                "topic", finding.topic(), "what", finding.description(), "advice", finding.advice()))
                        .toList());
        json.put("starts", result.starts());
        json.put(
                "refusals",
                plan.refusals().stream()
                        .map(refusal -> ordered(
                                "rule", refusal.rule().allowName(),
                                "what", refusal.what(),
                                "protects", refusal.rule().protects()))
                        .toList());
        json.put("left", plan.left().stream().map(ApplyJson::problem).toList());
        json.put("problems", plan.problems().stream().map(ApplyJson::problem).toList());
        json.put("overtaken-by", result.overtakenBy());
        return json;
    }

    /**
     * What one tenant needs, whether or not anything changes for it; empty if the plan is not about it.
     *
     * @return the object of the member {@code papers}
     */
    public static Map<String, Object> papers(ApplyPlan plan, String tenant) {
        Map<String, Object> json = new LinkedHashMap<>();
        TenantPapers.of(plan, tenant).ifPresent(papers -> {
            json.put("tenant", tenant);
            json.put("external-id", papers.externalId());
            json.put("letter", TenantLetter.text(papers));
            List<Map<String, Object>> documents = new ArrayList<>();
            papers.documents().forEach((name, text) -> documents.add(ordered("name", name, "text", text)));
            json.put("documents", documents);
        });
        return json;
    }

    private static Map<String, Object> tenant(TenantEffect tenant) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tenant", tenant.tenant());
        json.put("change", tenant.kind());
        json.put("exports", tenant.exports().stream().map(ApplyJson::export).toList());
        json.put("documents", documents(tenant.documents()));
        if (tenant.unreadable().isEmpty()) {
            json.put("to-do", TenantLetter.steps(tenant));
            json.put("letter", TenantLetter.text(tenant));
        }
        return json;
    }

    private static Map<String, Object> export(ExportEffect export) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("export", export.id().export());
        json.put("change", export.kind());
        export.from().map(Instant::toString).ifPresent(from -> json.put("from", from));
        json.put("keys", keys(export.keys()));
        json.put("notes", export.allNotes());
        return json;
    }

    private static Map<String, Object> settings(SettingsEffect settings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("keys", keys(settings.keys()));
        settings.from().map(Instant::toString).ifPresent(from -> json.put("from", from));
        json.put("notes", settings.notes());
        json.put("documents", documents(settings.documents()));
        return json;
    }

    private static List<Map<String, Object>> keys(List<KeyChange> keys) {
        List<Map<String, Object>> json = new ArrayList<>();
        for (KeyChange key : keys) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("key", key.key());
            key.before().ifPresent(before -> one.put("before", before));
            key.after().ifPresent(after -> one.put("after", after));
            json.add(one);
        }
        return json;
    }

    private static List<Map<String, Object>> documents(Map<String, FileChange> documents) {
        List<Map<String, Object>> json = new ArrayList<>();
        documents.forEach(
                (name, change) -> json.add(ordered("name", name, "change", change.kind(), "text", change.after())));
        return json;
    }

    private static List<Map<String, Object>> topics(ApplyResult result) {
        List<Map<String, Object>> json = new ArrayList<>();
        for (TopicFinding finding : result.topics().findings()) {
            if (finding instanceof TopicCreated || finding instanceof TopicMissing) {
                json.add(ordered(
                        "topic", finding.topic(), "state", finding instanceof TopicCreated ? "created" : "missing"));
            }
        }
        return json;
    }

    private static Map<String, Object> problem(Problem problem) {
        return ordered(
                "place", problem.place().position(), "path", problem.place().path(), "text", problem.text());
    }

    private static Map<String, Object> ordered(String... namesAndValues) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            json.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return json;
    }
}
