package dev.waybill.control.connect;

import java.util.Map;

/** What is to be done with one connector. */
sealed interface ConnectorStep
        permits ConnectorCreated,
                ConnectorChanged,
                ConnectorUnchanged,
                ConnectorDeleted,
                ConnectorKept,
                ConnectorSpared,
                ConnectorForeign,
                ConnectorUnmarked,
                ConnectorSecond {
    /** The connector's name. */
    String name();

    /** One word for programs. */
    String word();

    /** What is done, in a few words. */
    String text();

    /** Whether nobody has to do anything about it. */
    default boolean isWell() {
        return true;
    }

    /** Whether the connector delivers after it. */
    boolean isToRun();

    /** Does it. */
    void execute(ConnectRest connect) throws ConnectRefusal;

    /** What is special about it, for JSON. */
    default Map<String, Object> content() {
        return Map.of();
    }
}
