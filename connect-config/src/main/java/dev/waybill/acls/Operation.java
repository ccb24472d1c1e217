package dev.waybill.acls;

/**
 * What may be done with a resource, as Kafka's authorizers know it. {@code Read}, {@code Write}, {@code Alter} and {@code Delete} include
 * {@code Describe}.
 */
public enum Operation {
    READ("Read"),
    WRITE("Write"),
    CREATE("Create"),
    ALTER("Alter"),
    DELETE("Delete"),
    DESCRIBE("Describe"),
    DESCRIBE_CONFIGS("DescribeConfigs");

    private final String word;

    Operation(String word) {
        this.word = word;
    }

    /** As {@code kafka-acls.sh} takes it. */
    public String word() {
        return word;
    }
}
