package dev.waybill.control.connect;

import dev.waybill.connector.Connector;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells connectors that we have made from those of others: a setting that no connector knows, and Connect keeps.
 *
 * @param owner tells several Waybills on one Connect cluster apart: the name of Waybill's own sink
 */
record ConnectorMark(String owner) {
    static final String KEY = "waybill.managed-by";

    private static final String CLASS = "connector.class";

    ConnectorMark {
        if (owner.isBlank()) {
            throw new IllegalArgumentException("the owner of connectors needs a name");
        }
    }

    Map<String, String> config(Connector connector) {
        Map<String, String> config = new TreeMap<>(connector.config());
        config.put(KEY, owner);
        return config;
    }

    boolean isOurs(FoundConnector found) {
        return owner.equals(found.config().get(KEY));
    }

    /**
     * Whether a connector of a name that we need may become ours: one that somebody has put there by hand as
     * {@code render} writes it, but none of another Waybill or another program.
     */
    boolean mayBecomeOurs(FoundConnector found, Connector wanted) {
        String other = found.config().get(KEY);
        String type = found.config().get(CLASS);
        return other == null && type != null && type.equals(wanted.config().get(CLASS));
    }
}
