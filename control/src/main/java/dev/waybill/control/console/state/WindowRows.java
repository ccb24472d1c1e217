package dev.waybill.control.console.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The windows of one export, by their starts, packed in pieces of a few dozen. Confined to one thread, or to a lock. */
final class WindowRows {
    /** A piece of more rows is split in two. */
    static final int PIECE = 64;
    /** More rows of one export are not kept: the oldest go. A window of each minute for 30 days is 43,200. */
    static final int MAX = 50_000;

    /** What a piece takes beside its rows. */
    private static final int PIECE_BYTES = 64;

    private record Piece(long first, int count, long touched, byte[] rows) {
        static Piece of(List<WindowRow> rows) {
            long touched = rows.stream().mapToLong(row -> row.touched).max().orElse(0);
            return new Piece(rows.get(0).start, rows.size(), touched, RowCodec.pack(rows));
        }

        List<WindowRow> unpacked() {
            return RowCodec.unpack(rows, count);
        }

        int bytes() {
            return rows.length + PIECE_BYTES;
        }
    }

    /** In order. */
    private final List<Piece> pieces = new ArrayList<>(1);

    private int size;
    private long bytes;

    /** How many there are. */
    int size() {
        return size;
    }

    /** About how much memory they take. */
    long bytes() {
        return bytes;
    }

    /** Changes a row, which is made if it is not there; its length is changed to the one given. */
    void update(long start, long end, Consumer<WindowRow> change) {
        int index = Math.max(0, indexOf(start));
        List<WindowRow> rows =
                pieces.isEmpty() ? new ArrayList<>() : pieces.get(index).unpacked();
        int at = 0;
        while (at < rows.size() && rows.get(at).start < start) {
            at++;
        }
        if (at == rows.size() || rows.get(at).start != start) {
            rows.add(at, new WindowRow(start, end));
            size++;
        }
        change.accept(rows.get(at));
        if (!pieces.isEmpty()) {
            bytes -= pieces.remove(index).bytes();
        }
        if (rows.size() > PIECE) {
            add(index, rows.subList(rows.size() / 2, rows.size()));
            add(index, rows.subList(0, rows.size() / 2));
        } else {
            add(index, rows);
        }
        while (size > MAX) {
            drop(0);
        }
    }

    private void add(int index, List<WindowRow> rows) {
        Piece piece = Piece.of(rows);
        pieces.add(index, piece);
        bytes += piece.bytes();
    }

    private void drop(int index) {
        Piece piece = pieces.remove(index);
        size -= piece.count();
        bytes -= piece.bytes();
    }

    /** The row of the window that starts then. */
    Optional<WindowRow> find(long start) {
        int index = indexOf(start);
        return index < 0
                ? Optional.empty()
                : pieces.get(index).unpacked().stream()
                        .filter(row -> row.start == start)
                        .findFirst();
    }

    /** Copies of those that start in a stretch of time, in order. */
    List<WindowRow> between(long from, long to) {
        List<WindowRow> found = new ArrayList<>();
        for (int i = Math.max(0, indexOf(from));
                i < pieces.size() && pieces.get(i).first() < to;
                i++) {
            pieces.get(i).unpacked().stream()
                    .filter(row -> row.start >= from && row.start < to)
                    .forEach(found::add);
        }
        return found;
    }

    /** Forgets pieces of which nothing was said since. */
    void forget(long touchedBefore) {
        for (int i = pieces.size() - 1; i >= 0; i--) {
            if (pieces.get(i).touched() < touchedBefore) {
                drop(i);
            }
        }
    }

    /** The piece that a start belongs to; -1 if it stands before all. */
    private int indexOf(long start) {
        int low = 0;
        int high = pieces.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (pieces.get(middle).first() <= start) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return low - 1;
    }
}
