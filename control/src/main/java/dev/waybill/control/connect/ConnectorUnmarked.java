package dev.waybill.control.connect;

import java.util.List;
import java.util.Map;

/**
 * Somebody has put a connector of the name and class by hand. It may become ours, if that is said.
 *
 * @param keys of the settings that would change; what they say may be secret
 */
record ConnectorUnmarked(String name, List<String> keys) implements ConnectorStep {
    @Override
    public String word() {
        return "unmarked";
    }

    @Override
    public String text() {
        return "left alone: it is there without our mark, as somebody puts it by hand. To make it ours, which changes"
                + " these settings: " + String.join(", ", keys) + "; say --allow adopted-connector";
    }

    @Override
    public boolean isWell() {
        return false;
    }

    @Override
    public boolean isToRun() {
        return false;
    }

    @Override
    public void execute(ConnectRest connect) {}

    @Override
    public Map<String, Object> content() {
        return Map.of("keys", keys);
    }
}
