package dev.waybill.control.console.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** A spec as a tenant may see it: without references to secrets, directories, and what configures the platform's connectors. */
final class SpecView {
    /** In place of what is not shown. */
    static final String HIDDEN = "(hidden)";

    private static final String DESTINATION = "destination";
    private static final List<String> OF_THE_PLATFORM = List.of("directory", "credentials");

    private SpecView() {}

    /** @param spec the canonical JSON of a spec; not changed */
    static JsonNode ofTenant(JsonNode spec) {
        JsonNode copy = spec.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.remove("connector");
            if (object.path(DESTINATION) instanceof ObjectNode destination) {
                OF_THE_PLATFORM.stream().filter(destination::has).forEach(key -> destination.put(key, HIDDEN));
            }
        }
        return hidden(copy);
    }

    /** A reference is hidden whole, wherever it stands. */
    private static JsonNode hidden(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> object.set(name, hidden(object.path(name))));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, hidden(array.path(i)));
            }
        }
        return node.isTextual() && node.textValue().contains("${") ? TextNode.valueOf(HIDDEN) : node;
    }
}
