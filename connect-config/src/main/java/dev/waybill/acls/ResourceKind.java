package dev.waybill.acls;

/** What rights are granted on. */
public enum ResourceKind {
    TOPIC("topic"),
    GROUP("group"),
    TRANSACTIONAL_ID("transactional-id");

    private final String word;

    ResourceKind(String word) {
        this.word = word;
    }

    /** As {@code kafka-acls.sh} has it in the option that names one. */
    public String word() {
        return word;
    }
}
