package dev.waybill.catalog.topic;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import org.apache.kafka.common.Uuid;

/**
 * How far a reader has come, and what it knows there. A writer goes on from it and need not read the whole topic again.
 *
 * @param snapshot of the committed records before the position
 * @param topicId of the topic that was read
 * @param position the offset before which everything was read
 * @param nanoTime when, by this process's {@link System#nanoTime}
 */
public record ReadPoint(CatalogSnapshot snapshot, Uuid topicId, long position, long nanoTime) {
    /** Of a topic that has never been written, as far as anybody knows. */
    public static final ReadPoint NOTHING = new ReadPoint(CatalogSnapshot.EMPTY, Uuid.ZERO_UUID, 0, 0);
}
