package dev.waybill.topics;

/** How the partition count of a topic that exists is judged. */
public enum PartitionRule {
    /** Another count would break a promise: order within an export, or what Confluent's sink needs. */
    EXACTLY {
        @Override
        boolean accepts(int actual, int planned) {
            return actual == planned;
        }
    },
    /** More partitions than planned are what a topic has after it grew. */
    AT_LEAST {
        @Override
        boolean accepts(int actual, int planned) {
            return actual >= planned;
        }
    };

    abstract boolean accepts(int actual, int planned);
}
