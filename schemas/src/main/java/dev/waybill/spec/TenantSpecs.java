package dev.waybill.spec;

import dev.waybill.contract.ExportId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The exports of all tenants as read from their files, and where each stands, so that a later check can report its
 * problems at the same places as the reader.
 */
public final class TenantSpecs {
    private static final Pattern STEPS = Pattern.compile("\\.|(?=\\[)");

    private final Map<ExportId, ExportSpec> exports;
    private final Map<ExportId, Node> nodes;
    private final Set<String> tenants;

    TenantSpecs(Set<String> tenants, Map<ExportId, ExportSpec> exports, Map<ExportId, Node> nodes) {
        this.tenants = Collections.unmodifiableSet(new TreeSet<>(tenants));
        this.exports = new TreeMap<>(exports);
        this.nodes = Map.copyOf(nodes);
    }

    /** Sorted by tenant and id, the disabled ones included. */
    public List<ExportSpec> exports() {
        return List.copyOf(exports.values());
    }

    public Optional<ExportSpec> export(ExportId id) {
        return Optional.ofNullable(exports.get(id));
    }

    /** All tenants that have a file, sorted; a tenant may have no export. */
    public Set<String> tenants() {
        return tenants;
    }

    /**
     * Where the export's node stands.
     *
     * @throws IllegalArgumentException if there is no such export
     */
    public Place place(ExportId id) {
        return node(id).place();
    }

    /**
     * Where a value of the export stands.
     *
     * @param below path from the export's node, {@code redact[1].kind}; the line is that of the nearest value that exists
     * @throws IllegalArgumentException if there is no such export
     */
    public Place place(ExportId id, String below) {
        return place(node(id), below);
    }

    static Place place(Node export, String below) {
        Node nearest = nearest(export, below);
        String path = export.place().path() + (below.startsWith("[") ? "" : ".") + below;
        return new Place(
                nearest.place().file(),
                path,
                nearest.place().line(),
                nearest.place().column());
    }

    /**
     * A mapping below the export's node, to check the options of a kind with the lines they stand on. The key
     * {@code kind} is among its keys.
     *
     * @param below path of the mapping from the export's node, {@code redact[1]} or {@code format}
     * @throws IllegalArgumentException if there is no such export or nothing at that path
     */
    public Mapping mapping(ExportId id, String below, Consumer<Problem> problems) {
        Node nearest = nearest(node(id), below);
        if (!nearest.place().path().equals(place(id, below).path())) {
            throw new IllegalArgumentException("export " + id + " has no " + below);
        }
        return new Mapping(nearest, problems);
    }

    private static Node nearest(Node export, String below) {
        Node nearest = export;
        for (String step : List.of(STEPS.split(below))) {
            Optional<Node> next = nearest.child(step);
            if (next.isEmpty()) {
                break;
            }
            nearest = next.get();
        }
        return nearest;
    }

    private Node node(ExportId id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException("no such export: " + id);
        }
        return node;
    }
}
