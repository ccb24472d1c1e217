package dev.waybill.topics;

/** Words for a number of partitions. */
final class PartitionCount {
    private PartitionCount() {}

    static String count(int partitions) {
        return partitions == 1 ? "1 partition" : partitions + " partitions";
    }
}
