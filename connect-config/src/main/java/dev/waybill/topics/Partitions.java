package dev.waybill.topics;

/** Words for a number of partitions. */
final class Partitions {
    private Partitions() {}

    static String count(int partitions) {
        return partitions == 1 ? "1 partition" : partitions + " partitions";
    }
}
