package dev.waybill.control.connect;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The connector has other settings than it is to have.
 *
 * @param keys of the settings that differ; what they say may be secret
 */
record ConnectorChanged(String name, Map<String, String> config, List<String> keys) implements ConnectorStep {
    static ConnectorChanged of(FoundConnector found, Map<String, String> wanted) {
        TreeSet<String> keys = new TreeSet<>(wanted.keySet());
        keys.addAll(found.config().keySet());
        keys.removeIf(key -> Objects.equals(found.config().get(key), wanted.get(key)));
        return new ConnectorChanged(found.name(), wanted, List.copyOf(keys));
    }

    @Override
    public String word() {
        return "changed";
    }

    @Override
    public String text() {
        return "changed (" + String.join(", ", keys) + ")";
    }

    @Override
    public boolean isToRun() {
        return true;
    }

    @Override
    public void execute(ConnectRest connect) throws ConnectRefusal {
        connect.put(name, config);
    }

    @Override
    public Map<String, Object> content() {
        return Map.of("keys", keys);
    }
}
