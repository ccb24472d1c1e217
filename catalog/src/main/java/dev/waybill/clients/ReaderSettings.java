package dev.waybill.clients;

import java.util.HashMap;
import java.util.Map;

/** Settings of a consumer that looks into topics: it reads committed records only, joins no group, commits and makes nothing. */
public final class ReaderSettings {
    private ReaderSettings() {}

    /**
     * Those, over the settings of any client of the cluster. Where an offset is not there any more, reading it fails.
     *
     * @return a map of its own, for settings that one reader wants otherwise
     */
    public static Map<String, Object> of(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.remove("group.id");
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "none");
        settings.put("enable.auto.commit", "false");
        settings.put("allow.auto.create.topics", "false");
        return settings;
    }
}
