package dev.waybill.topics;

/** Whose clock stamps the records of input topics, which is the arrival time that windows close by. */
public enum InputTimestamps {
    /** The broker's: closing is exact, whatever producers claim. */
    LOG_APPEND_TIME("LogAppendTime"),
    /** The producer's claim: for backfills and demonstrations, where history runs as if it were live. */
    CREATE_TIME("CreateTime");

    private final String configValue;

    InputTimestamps(String configValue) {
        this.configValue = configValue;
    }

    /** The value of {@code message.timestamp.type}. */
    public String configValue() {
        return configValue;
    }
}
