package dev.waybill.control.connect;

import java.util.Map;

/**
 * Another connector delivers the same already, as after the sink was given another name.
 *
 * @param other its name
 */
record ConnectorSecond(String name, String other) implements ConnectorStep {
    @Override
    public String word() {
        return "second";
    }

    @Override
    public String text() {
        return "not created: connector " + other + " delivers the same, and both would deliver everything. If the sink"
                + " was given another name, delete " + other + " in Connect and run this again; " + name
                + " then delivers once more what its topics hold, to the same objects. Else give it the name " + other
                + " again";
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
        return Map.of("other", other);
    }
}
