package dev.waybill.control.connect;

import java.util.Map;

/**
 * Somebody else's connector has the name.
 *
 * @param reason why it is not ours
 */
record ConnectorForeign(String name, String reason) implements ConnectorStep {
    @Override
    public String word() {
        return "foreign";
    }

    @Override
    public String text() {
        return "left alone: " + reason;
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
        return Map.of("reason", reason);
    }
}
