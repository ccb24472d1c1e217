package dev.waybill.control.connect;

import java.util.Map;
import java.util.TreeMap;

/** Looks at the connectors of a Connect cluster; changes nothing. */
public final class ConnectorStates {
    private final ConnectRest connect;

    public ConnectorStates(ConnectAccess access) {
        this.connect = new ConnectRest(access, Waiting.sleeping());
    }

    /**
     * All connectors, whoever made them, by name.
     *
     * @throws dev.waybill.contract.ClusterException if Connect does not answer
     */
    public Map<String, ConnectorState> byName() {
        Map<String, ConnectorState> states = new TreeMap<>();
        connect.connectors()
                .forEach((name, found) -> states.put(
                        name, new ConnectorState(found.summary(), found.tasks(), found.isRunning(), found.failures())));
        return states;
    }
}
