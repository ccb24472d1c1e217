package dev.waybill.receipt;

import dev.waybill.batch.store.BatchStore;
import dev.waybill.contract.Source;
import dev.waybill.ledger.PartitionPassed;
import dev.waybill.ledger.Stamped;
import java.util.SortedMap;
import java.util.TreeMap;

/** How far the partitions of one source have come. */
final class SourceProgress {
    /** Before any time. */
    static final long NOTHING = Long.MIN_VALUE;

    private final Source source;
    private final BatchStore store;
    private final ReceiptKeys keys;
    private final UnattributedTimes unattributed;
    private final SortedMap<Integer, PartitionProgress> partitions = new TreeMap<>();

    private int count;
    private long throughMillis = NOTHING;
    private long furthestMillis = NOTHING;
    private long sinceMillis = NOTHING;
    private boolean stampedByProducer;
    private int losses;

    SourceProgress(Source source, BatchStore store, ReceiptKeys keys) {
        this.source = source;
        this.store = store;
        this.keys = keys;
        this.unattributed = new UnattributedTimes(source, store, keys);
    }

    /** Takes up what the store says of a partition. */
    void restore(int partition, PartitionProgress progress) {
        partitions.put(partition, progress);
        look();
    }

    /** So often entries have been lost: what a partition says after that holds from then on only. */
    void lost(int times) {
        losses = times;
    }

    /** A partition has come further; answers whether other partitions are to be waited for than before. */
    boolean passed(PartitionPassed passed) {
        int partition = passed.source().partition();
        PartitionProgress before = partitions.get(partition);
        PartitionProgress said = PartitionProgress.of(passed, losses);
        boolean firstAfterLoss = (before == null ? 0 : before.losses()) < losses;
        PartitionProgress now = firstAfterLoss ? said.afterLoss() : said;
        if (passed.unattributed()) {
            long from = before == null ? now.sinceMillis() : before.throughMillis();
            unattributed.add(partition, Math.min(from, now.throughMillis()), now.throughMillis());
        }
        PartitionProgress both = before == null ? now : before.and(now);
        partitions.put(partition, both);
        store.put(keys.progress(source, partition), both.encode());
        int known = count;
        look();
        return known != count || before == null || before.sinceMillis() != both.sinceMillis();
    }

    private void look() {
        count = 0;
        throughMillis = Long.MAX_VALUE;
        furthestMillis = NOTHING;
        sinceMillis = NOTHING;
        stampedByProducer = false;
        for (PartitionProgress progress : partitions.values()) {
            count = Math.max(count, progress.partitions());
            throughMillis = Math.min(throughMillis, progress.throughMillis());
            furthestMillis = Math.max(furthestMillis, progress.throughMillis());
            sinceMillis = Math.max(sinceMillis, progress.sinceMillis());
            stampedByProducer |= progress.stamped() == Stamped.PRODUCER;
        }
        if (partitions.size() < count) {
            throughMillis = NOTHING;
        }
    }

    /** How many partitions the source has; 0 as long as none has said anything. */
    int partitions() {
        return count;
    }

    /** Whether every partition has said something. */
    boolean isKnown() {
        return count > 0 && partitions.size() == count;
    }

    /** What all partitions have passed, milliseconds; {@link #NOTHING} as long as one of them has said nothing. */
    long throughMillis() {
        return throughMillis;
    }

    /** What the fastest has passed. */
    long furthestMillis() {
        return furthestMillis;
    }

    /** The arrival from which the ledger is complete for all partitions; only where it {@link #isKnown}. */
    long sinceMillis() {
        return sinceMillis;
    }

    boolean isStampedByProducer() {
        return stampedByProducer;
    }

    /** Whether a partition had records in this time that belong to nobody. */
    boolean isUnattributedIn(long fromMillis, long toMillis) {
        return unattributed.touch(fromMillis, toMillis, partitions.keySet());
    }

    /** By partition, what it has passed, milliseconds. */
    SortedMap<Integer, Long> passed() {
        SortedMap<Integer, Long> passed = new TreeMap<>();
        for (int partition = 0; partition < count; partition++) {
            PartitionProgress progress = partitions.get(partition);
            passed.put(partition, progress == null ? NOTHING : progress.throughMillis());
        }
        return passed;
    }
}
