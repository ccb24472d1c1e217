package dev.waybill.batch;

import dev.waybill.batch.rows.RowLog;
import dev.waybill.batch.store.BatchStore;
import dev.waybill.batch.store.StoreKeys;
import dev.waybill.contract.ExportId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows what has been decided for good of the records that a restart reads again: those at and above the bookmark. Decided
 * is that a record was refused, and has its ticket; that an export was withheld an event, by a ticket of its own; that an
 * export's row stands in a block or in an emitted part. Each is known by the record's offset, which no other settings, no
 * other answer of the registry and no other version of the code can change, and is written down in the transaction that
 * does it. Whatever else was made of a record stood in memory only, is gone with the process, and may be judged anew.
 *
 * <p>With an export goes how many took the record, so that one that is refused when it is read again is known to be missing
 * somewhere, or not.
 */
final class Journal {
    /** A page that has as many bytes is not written again with more in it. */
    private static final int FULL = 512;
    /** A page is written at once when it has as many bytes, whatever it is part of. */
    private static final int LARGEST = 64 * 1024;

    private record Page(long number, long lastOffset) {}

    private final BatchStore store;
    private final StoreKeys keys;

    /** The pages before the one that is being filled, the oldest first. */
    private final Deque<Page> pages = new ArrayDeque<>();

    private final JournalPage filling = new JournalPage();
    private long number;
    private boolean isStored;
    private boolean isChanged;
    /** What lies before this offset is never read again. */
    private long bookmark;

    private DecidedRecords decided = new DecidedRecords();
    private boolean rereading;

    /** The record at hand. */
    private long offset;

    private RowLog[] rowLogs = new RowLog[4];
    private int[] positions = new int[4];
    private int rows;
    private final List<ExportId> withheld = new ArrayList<>();
    private boolean refused;

    Journal(BatchStore store, StoreKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    /** Reads back what was written; the records from the bookmark on are read again next. */
    void restore(long bookmarkOffset) {
        bookmark = bookmarkOffset;
        rereading = true;
        store.scan(StoreKeys.JOURNAL, (key, page) -> {
            long last = -1;
            decided.add(page);
            for (JournalPage.Group group : JournalPage.decode(page)) {
                last = Math.max(last, group.lastOffset());
            }
            number = StoreKeys.readPage(key);
            pages.addLast(new Page(number++, last));
        });
    }

    /** The records that were read again are behind. */
    void replayed() {
        rereading = false;
        decided = new DecidedRecords();
    }

    /** Whether records are read again of which something may have been decided. */
    boolean isRereading() {
        return rereading;
    }

    /** Turns to the record at this offset. */
    void begin(long recordOffset) {
        offset = recordOffset;
        rows = 0;
        if (rereading) {
            decided.read(recordOffset);
        }
    }

    /** Whether the record has a ticket of its own. */
    boolean isRefused() {
        return rereading && decided.isRefused();
    }

    /** Whether all exports that took the record have its row, or a ticket for it; there was at least one. */
    boolean isComplete() {
        return rereading && decided.isComplete();
    }

    /** Whether the export has the record's row, or a ticket for it. */
    boolean isSettled(ExportId export) {
        return rereading && decided.settled().contains(export);
    }

    /** Whether an export of another tenant than this one has the record's row, or a ticket for it. */
    boolean isSettledForOther(String tenant) {
        return rereading
                && !decided.settled().isEmpty()
                && !decided.settled().get(0).tenant().equals(tenant);
    }

    /** The record has got a ticket of its own. */
    void refuse() {
        refused = true;
    }

    /** The record has got a ticket for this export. */
    void withhold(ExportId export) {
        withheld.add(export);
    }

    /** The record's row for one more export is the last of these. */
    void row(RowLog log) {
        if (rows == positions.length) {
            rowLogs = Arrays.copyOf(rowLogs, rows * 2);
            positions = Arrays.copyOf(positions, rows * 2);
        }
        rowLogs[rows] = log;
        positions[rows++] = log.lastPosition();
    }

    /** Ends the record: its rows learn how many they are, its tickets are written down. */
    void end() {
        int takers = rows + withheld.size() + (rereading ? decided.settled().size() : 0);
        if (takers > 1) {
            for (int i = 0; i < rows; i++) {
                rowLogs[i].setTakers(positions[i], takers);
            }
        }
        if (refused || !withheld.isEmpty()) {
            withheld.forEach(export -> add(export, offset, takers));
            if (refused) {
                add(null, offset, 1);
            }
            withheld.clear();
            refused = false;
        }
    }

    /**
     * These rows of an export stand in a block or in an emitted part from now on. Of records that the export did not take
     * with the others nothing is written down: they are not read again with the others either.
     *
     * @param inLogOrder their positions, by ascending offset
     */
    void settle(Lane lane, RowLog log, int[] inLogOrder) {
        long from = Math.max(bookmark, lane.takesFrom());
        for (int position : inLogOrder) {
            long settled = log.offsetAt(position);
            if (settled >= from) {
                add(lane.export(), settled, log.takersAt(position));
            }
        }
    }

    private void add(@Nullable ExportId export, long decidedOffset, int takers) {
        filling.add(export, decidedOffset, takers);
        isChanged = true;
        if (filling.size() >= LARGEST) {
            writePage();
        }
    }

    /** Whether something has been decided that is not written down yet. */
    boolean isChanged() {
        return isChanged;
    }

    /** Writes down what has been decided; what lies before the bookmark is forgotten. */
    void save(long newBookmark) {
        bookmark = newBookmark;
        if (filling.lastOffset() < bookmark) {
            dropPage();
        } else if (isChanged) {
            writePage();
        }
        for (Page oldest = pages.peekFirst();
                oldest != null && oldest.lastOffset() < bookmark;
                oldest = pages.peekFirst()) {
            store.delete(keys.page(oldest.number()));
            pages.removeFirst();
        }
    }

    private void writePage() {
        store.put(keys.page(number), filling.encode());
        isStored = true;
        isChanged = false;
        if (filling.size() >= FULL) {
            pages.addLast(new Page(number, filling.lastOffset()));
            turnPage();
        }
    }

    private void dropPage() {
        if (isStored) {
            store.delete(keys.page(number));
        }
        isChanged = false;
        turnPage();
    }

    private void turnPage() {
        number++;
        isStored = false;
        filling.clear();
    }
}
