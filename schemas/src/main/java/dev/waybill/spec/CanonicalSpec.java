package dev.waybill.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.spec.SelectSpec.IncludeExclude;
import dev.waybill.spec.yaml.Mapping;
import dev.waybill.spec.yaml.Node;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one text form of an export spec: JSON without white space, keys sorted, so that equal specs have equal text
 * however their YAML was written. Defaults are explicit, except for keys that came later than the form: {@code deduplicate},
 * {@code receipts}. Specs of open windows are stored in this form, and the catalog names versions by its hash: what is
 * written for a spec must not change.
 */
public final class CanonicalSpec {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private CanonicalSpec() {}

    /** The canonical JSON; references to secrets stand in it as they are, never resolved. */
    public static String json(ExportSpec spec) {
        return write(tree(spec));
    }

    /**
     * The inverse of {@link #json}: {@code parse(json(spec))} equals {@code spec}.
     *
     * @throws SpecException if the text is not the canonical form of a spec
     */
    public static ExportSpec parse(String json) {
        List<Problem> problems = new ArrayList<>();
        return Mapping.json("", json, problems::add)
                .map(mapping -> ExportReader.read(mapping.text("tenant").orElse(""), mapping))
                .filter(ExportReader.Read::isRight)
                .flatMap(ExportReader.Read::spec)
                .orElseThrow(() -> new SpecException(
                        problems.isEmpty()
                                ? List.of(Problem.at(Place.of("", "tenant"), "must be a valid tenant id"))
                                : problems));
    }

    /** What {@link #json} writes, as values that stand at the export's id. */
    static Node node(ExportSpec spec) {
        return Node.of(Place.ofFile(spec.exportId().toString()), tree(spec));
    }

    private static Map<String, Object> tree(ExportSpec spec) {
        Map<String, Object> tree = new TreeMap<>();
        tree.put("tenant", spec.exportId().tenant());
        tree.put("id", spec.exportId().export());
        tree.put("source", Names.name(spec.source()));
        tree.put("enabled", spec.enabled());
        tree.put("select", tree(spec.select()));
        tree.put("redact", spec.redact().stream().map(CanonicalSpec::tree).toList());
        tree.put("format", tree(spec.format()));
        tree.put("layout", tree(spec.layout()));
        tree.put("schedule", tree(spec.schedule()));
        tree.put("part-size", spec.partSize());
        if (!spec.deduplicate()) {
            tree.put("deduplicate", false);
        }
        spec.statedReceipts().ifPresent(stated -> tree.put("receipts", Names.name(stated)));
        tree.put("delivery", Names.name(spec.delivery()));
        tree.put("destination", spec.destination().tree());
        tree.put("connector", spec.connector());
        return tree;
    }

    /** Keys that came after the first version stand here only where they say something: versions of specs stay. */
    private static Map<String, Object> tree(SelectSpec select) {
        Map<String, Object> tree = new TreeMap<>();
        putUnless(List.of(), tree, "always-included", select.alwaysIncluded());
        putUnless(List.of(), tree, "event-kinds", select.eventKinds());
        putUnless(List.of(), tree, "actors", select.actors());
        putUnless(List.of(), tree, "actor-kinds", select.actorKinds());
        putUnless(tree(IncludeExclude.ALL), tree, "namespaces", tree(select.namespaces()));
        putUnless(tree(IncludeExclude.ALL), tree, "projects", tree(select.projects()));
        putUnless(tree(IncludeExclude.ALL), tree, "channels", tree(select.channels()));
        putUnless("", tree, "filter", select.filter());
        putUnless(SampleRate.ALL.toString(), tree, "sample", select.sample().toString());
        tree.put("repositories", tree(select.repositories()));
        tree.put("event-types", select.eventTypes());
        tree.put("status", select.status());
        tree.put("methods", select.methods());
        return tree;
    }

    private static Map<String, Object> tree(IncludeExclude lists) {
        return Map.of("include", lists.include(), "exclude", lists.exclude());
    }

    private static void putUnless(Object standard, Map<String, Object> tree, String key, Object value) {
        if (!value.equals(standard)) {
            tree.put(key, value);
        }
    }

    private static Map<String, Object> tree(ScheduleSpec schedule) {
        String zone =
                schedule.zone().equals(ZoneOffset.UTC) ? "UTC" : schedule.zone().getId();
        return Map.of(
                "every",
                schedule.every(),
                "zone",
                zone,
                "grace",
                schedule.grace().toString());
    }

    private static Map<String, Object> tree(KindSpec kind) {
        Map<String, Object> tree = new TreeMap<>(kind.options());
        tree.put("kind", kind.kind());
        return tree;
    }

    private static String write(Map<String, Object> tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("spec cannot be written as JSON", e);
        }
    }
}
