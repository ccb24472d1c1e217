package dev.waybill.control.connect;

import java.util.Map;

/**
 * The connector is ours and nothing new needs it, but not all that it is to deliver is delivered.
 *
 * @param undelivered at most so many records
 */
record ConnectorKept(String name, long undelivered) implements ConnectorStep {
    @Override
    public String word() {
        return "kept";
    }

    @Override
    public String text() {
        return "kept until it has delivered what is left (at most " + undelivered + " records); then run this again";
    }

    @Override
    public boolean isWell() {
        return false;
    }

    @Override
    public boolean isToRun() {
        return true;
    }

    @Override
    public void execute(ConnectRest connect) {}

    @Override
    public Map<String, Object> content() {
        return Map.of("undelivered-at-most", undelivered);
    }
}
