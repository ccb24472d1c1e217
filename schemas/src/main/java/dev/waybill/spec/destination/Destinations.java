package dev.waybill.spec.destination;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.yaml.Mapping;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The file of destinations: connect-config renders it from the export specs, the sink reads it. One JSON object with
 * the list {@code destinations}, ordered by tenant and export, so that equal entries give equal text. It never holds a
 * secret: static keys are named by alias and come from the connector's configuration.
 */
public final class Destinations {
    private static final ObjectWriter WRITER = writer();

    private final Map<ExportId, DestinationEntry> entries;

    private Destinations(Map<ExportId, DestinationEntry> entries) {
        this.entries = entries;
    }

    /** @throws IllegalArgumentException if an export is there twice */
    public static Destinations of(Collection<DestinationEntry> entries) {
        Map<ExportId, DestinationEntry> byId = new TreeMap<>();
        for (DestinationEntry entry : entries) {
            if (byId.put(entry.exportId(), entry) != null) {
                throw new IllegalArgumentException("two destinations for export " + entry.exportId());
            }
        }
        return new Destinations(byId);
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @param file name for messages
     * @throws SpecException with all problems, if the text is anything else
     */
    public static Destinations parse(String file, String json) {
        List<Problem> problems = new ArrayList<>();
        Map<ExportId, DestinationEntry> entries = new TreeMap<>();
        Mapping.json(file, json, problems::add).ifPresent(root -> {
            root.require("destinations");
            for (Mapping node : root.mappings("destinations")) {
                entry(node).ifPresent(entry -> {
                    if (entries.put(entry.exportId(), entry) != null) {
                        node.report(Problem.at(node.place(), "is a second destination of the same export")
                                .hint("render the file again"));
                    }
                });
            }
            root.finish();
        });
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return new Destinations(entries);
    }

    /** Sorted by tenant and export. */
    public Collection<DestinationEntry> entries() {
        return List.copyOf(entries.values());
    }

    /** The file's text, ending with a line feed. */
    public String json() {
        List<Map<String, Object>> list =
                entries.values().stream().map(Destinations::tree).toList();
        try {
            return WRITER.writeValueAsString(Map.of("destinations", list)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("destinations cannot be written as JSON", e);
        }
    }

    private static Map<String, Object> tree(DestinationEntry entry) {
        Map<String, Object> tree = new TreeMap<>();
        tree.put("tenant", entry.exportId().tenant());
        tree.put("export", entry.exportId().export());
        tree.put("topic", entry.topic());
        entry.externalId().ifPresent(id -> tree.put("external-id", id));
        tree.put("destination", entry.destination().tree());
        return tree;
    }

    private static Optional<DestinationEntry> entry(Mapping node) {
        Function<String, String> id = text -> {
            if (!ExportId.isValid(text)) {
                throw new IllegalArgumentException("is not an id");
            }
            return text;
        };
        Optional<String> tenant = node.requiredParsed("tenant", id);
        Optional<String> export = node.requiredParsed("export", id);
        Optional<String> topic = node.requiredText("topic");
        Optional<String> externalId = node.text("external-id");
        node.require("destination");
        Optional<Destination> destination = node.mapping("destination").flatMap(DestinationReader::read);
        node.finish();
        return node.isClean()
                ? Optional.of(new DestinationEntry(
                        new ExportId(tenant.orElseThrow(), export.orElseThrow()),
                        topic.orElseThrow(),
                        externalId,
                        destination.orElseThrow()))
                : Optional.empty();
    }

    private static ObjectWriter writer() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return JsonMapper.builder()
                .build()
                .writer(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
    }
}
