package dev.waybill.batch;

import dev.waybill.batch.store.VarLong;
import dev.waybill.contract.ExportId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What pages of the journal say about the records that are read again, one record after the other. */
final class DecidedRecords {
    private final PriorityQueue<Decisions> ahead = new PriorityQueue<>();
    /** The exports that have the row of the record at hand, or a ticket for it. */
    private final List<ExportId> settled = new ArrayList<>();

    private int takers;
    private boolean refused;
    private int groups;

    /** Adds a page, after those that were written before it. */
    void add(byte[] page) {
        for (JournalPage.Group group : JournalPage.decode(page)) {
            Decisions decisions = new Decisions(group, groups++);
            if (decisions.next()) {
                ahead.add(decisions);
            }
        }
    }

    /** Moves on to the record at this offset; offsets must not go backwards. */
    void read(long offset) {
        settled.clear();
        takers = 0;
        refused = false;
        for (Decisions first = ahead.peek(); first != null && first.offset <= offset; first = ahead.peek()) {
            ahead.remove();
            if (first.offset == offset) {
                take(first);
            }
            if (first.next()) {
                ahead.add(first);
            }
        }
    }

    /** Of several judgements the last one counts. */
    private void take(Decisions decided) {
        if (decided.export == null) {
            refused = true;
        } else {
            if (!settled.contains(decided.export)) {
                settled.add(decided.export);
            }
            takers = decided.takers;
        }
    }

    /** Whether the record is settled for all exports that took it. */
    boolean isComplete() {
        return !settled.isEmpty() && settled.size() >= takers;
    }

    /** Whether the record has a ticket of its own. */
    boolean isRefused() {
        return refused;
    }

    /** The exports that the record is settled for. */
    List<ExportId> settled() {
        return settled;
    }

    private static final class Decisions implements Comparable<Decisions> {
        private final @Nullable ExportId export;
        private final ByteBuffer encoded;
        private final int sequence;
        private int left;
        private long offset;
        private int takers;

        Decisions(JournalPage.Group group, int sequence) {
            this.export = group.export();
            this.encoded = group.decisions();
            this.left = group.count();
            this.sequence = sequence;
        }

        boolean next() {
            if (left == 0) {
                return false;
            }
            left--;
            long number = VarLong.read(encoded);
            offset += number >>> 1;
            takers = (number & 1) == 1 ? Math.toIntExact(VarLong.read(encoded)) : 1;
            return true;
        }

        @Override
        public int compareTo(Decisions other) {
            int byOffset = Long.compare(offset, other.offset);
            return byOffset != 0 ? byOffset : Integer.compare(sequence, other.sequence);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return sequence;
        }
    }
}
