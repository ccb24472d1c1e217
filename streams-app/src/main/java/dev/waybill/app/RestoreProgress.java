package dev.waybill.app;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How much of changelogs is still to be read before tasks that were assigned to this instance can work. Thread-safe. */
final class RestoreProgress implements StateRestoreListener {
    private final ConcurrentMap<TopicPartition, Long> remaining = new ConcurrentHashMap<>();

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long start, long end) {
        remaining.put(changelog, Math.max(0, end - start));
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long batchEnd, long restored) {
        remaining.computeIfPresent(changelog, (any, left) -> Math.max(0, left - restored));
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long restored) {
        remaining.remove(changelog);
    }

    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long restored) {
        remaining.remove(changelog);
    }

    /** Records, about: ends of transactions take offsets, too. */
    long records() {
        return remaining.values().stream().mapToLong(Long::longValue).sum();
    }
}
