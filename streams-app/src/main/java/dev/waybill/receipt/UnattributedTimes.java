package dev.waybill.receipt;

import dev.waybill.batch.store.BatchStore;
import dev.waybill.contract.Source;
import java.nio.ByteBuffer;
import java.util.Collection;

/**
 * When the partitions of a source had records that belong to nobody: spans of arrival, of each partition in order and apart.
 * There are at most {@link #MAX} of a partition: beyond that the two oldest become one, with what lies between them, so that
 * a receipt may say too much of such records, never too little.
 */
final class UnattributedTimes {
    static final int MAX = 200;

    private final Source source;
    private final BatchStore store;
    private final ReceiptKeys keys;

    UnattributedTimes(Source source, BatchStore store, ReceiptKeys keys) {
        this.source = source;
        this.store = store;
        this.keys = keys;
    }

    /** Adds a span that ends no earlier than the last. */
    void add(int partition, long fromMillis, long untilMillis) {
        Last last = last(partition);
        long from = fromMillis;
        if (last.count > 0 && last.untilMillis >= fromMillis) {
            store.delete(key(partition, last.untilMillis));
            from = Math.min(last.fromMillis, fromMillis);
        } else if (last.count == MAX) {
            store.delete(key(partition, last.oldestUntil));
            store.put(key(partition, last.secondUntil), value(last.oldestFrom));
        }
        store.put(key(partition, Math.max(untilMillis, last.count > 0 ? last.untilMillis : untilMillis)), value(from));
    }

    /** Whether a span of one of these partitions has an instant in common with this one, the ends included. */
    boolean touch(long fromMillis, long toMillis, Collection<Integer> partitions) {
        for (int partition : partitions) {
            boolean[] found = new boolean[1];
            store.scanRange(key(partition, fromMillis), key(partition + 1, Long.MIN_VALUE), (key, value) -> {
                found[0] = ByteBuffer.wrap(value).getLong() <= toMillis;
                return false;
            });
            if (found[0]) {
                return true;
            }
        }
        return false;
    }

    private Last last(int partition) {
        Last last = new Last();
        store.scanRange(key(partition, Long.MIN_VALUE), key(partition + 1, Long.MIN_VALUE), last::visit);
        return last;
    }

    private byte[] key(int partition, long untilMillis) {
        return keys.unattributed(source, partition, untilMillis);
    }

    private static byte[] value(long fromMillis) {
        return ByteBuffer.allocate(Long.BYTES).putLong(fromMillis).array();
    }

    /** What is there of a partition. */
    private static final class Last {
        private int count;
        private long fromMillis;
        private long untilMillis;
        private long oldestFrom;
        private long oldestUntil;
        private long secondUntil;

        private boolean visit(byte[] key, byte[] value) {
            fromMillis = ByteBuffer.wrap(value).getLong();
            untilMillis =
                    ByteBuffer.wrap(key, key.length - Long.BYTES, Long.BYTES).getLong() ^ Long.MIN_VALUE;
            count++;
            if (count == 1) {
                oldestFrom = fromMillis;
                oldestUntil = untilMillis;
            } else if (count == 2) {
                secondUntil = untilMillis;
            }
            return true;
        }
    }
}
