package dev.waybill.contract;

/** Names of consumer groups beside that of the Streams application, which is its application id. */
public final class GroupNames {
    /** Begins the groups and the transactional ids of {@code import}. */
    public static final String IMPORT_PREFIX = "waybill-import.";

    private GroupNames() {}

    /** Begins the groups, topics and transactional ids of replays beside an application. */
    public static String replayPrefix(String applicationId) {
        return applicationId + "-replay-";
    }

    /** The group in which Kafka Connect reads for a sink connector. */
    public static String ofConnector(String name) {
        return "connect-" + name;
    }
}
