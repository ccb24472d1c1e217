package dev.waybill.control.connect;

import java.util.Map;

/** Knows what a connector has not delivered yet. */
@FunctionalInterface
public interface Undelivered {
    /**
     * How many records of its topics it has not delivered, at most; 0 only if surely none.
     *
     * @param name the connector's
     * @param config its settings
     */
    long atMost(String name, Map<String, String> config);
}
