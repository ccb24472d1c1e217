package dev.waybill.spec;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.yaml.Node;
import dev.waybill.spec.yaml.Place;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

    /** The same with other contents of exports that there are. */
    public TenantSpecs with(List<ExportSpec> others) {
        Map<ExportId, ExportSpec> all = new TreeMap<>(exports);
        others.forEach(export -> {
            node(export.exportId());
            all.put(export.exportId(), export);
        });
        return new TenantSpecs(tenants, all, nodes);
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
