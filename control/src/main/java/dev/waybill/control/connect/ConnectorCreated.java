package dev.waybill.control.connect;

import java.util.Map;

/** There is no such connector yet. */
record ConnectorCreated(String name, Map<String, String> config) implements ConnectorStep {
    @Override
    public String word() {
        return "created";
    }

    @Override
    public String text() {
        return word();
    }

    @Override
    public boolean isToRun() {
        return true;
    }

    @Override
    public void execute(ConnectRest connect) throws ConnectRefusal {
        connect.put(name, config);
    }
}
