package dev.waybill.verify.check;

import dev.waybill.verify.receipt.Part;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compares the rows of objects with what receipts say: their number in each, and the sum of a receipt's window over all of
 * its objects. Confined to one thread.
 */
final class RowCheck {
    /** Why sums of an export cannot be told, and of how many windows. */
    private record Unsummed(String export, String reason) implements Comparable<Unsummed> {
        @Override
        public int compareTo(Unsummed other) {
            int byExport = export.compareTo(other.export);
            return byExport == 0 ? reason.compareTo(other.reason) : byExport;
        }
    }

    private final List<StatedSum> sums = new ArrayList<>();
    private long[] rows = new long[1024];
    private int[] windows = new int[1024];
    private long counted;
    private long right;
    private long unsummed;

    /** The window of a receipt whose parts are added next. */
    void window(StatedSum sum) {
        sums.add(sum);
    }

    /** @param entry the part's number in the table of parts */
    void part(int entry, Part part) {
        if (entry >= rows.length) {
            rows = Arrays.copyOf(rows, Math.max(entry + 1, rows.length * 2));
            windows = Arrays.copyOf(windows, rows.length);
        }
        rows[entry] = part.rows();
        windows[entry] = sums.size() - 1;
    }

    /** Takes what reading the object gave; it has the content that its receipt says. */
    void take(int entry, String name, Rows found, Findings findings) throws IOException {
        counted += found.count();
        StatedSum sum = sums.get(windows[entry]);
        sum.add(found);
        if (found.count() != rows[entry]) {
            wrong(entry, name, "holds " + found.count() + " rows, but its receipt says " + rows[entry], findings);
        }
    }

    /** Takes that the object, though it has the right content, cannot be read as rows. */
    void takeUnreadable(int entry, String name, String why, Findings findings) throws IOException {
        wrong(entry, name, why, findings);
    }

    private void wrong(int entry, String name, String detail, Findings findings) throws IOException {
        StatedSum sum = sums.get(windows[entry]);
        findings.add(new Finding(
                FindingKind.ROWS,
                Optional.of(sum.receipt().export()),
                Optional.of(sum.window()),
                Optional.of(name),
                detail));
    }

    /** Compares the sums, once all objects are read. */
    RowTotals finish(Findings findings) throws IOException {
        Map<Unsummed, Long> notes = new TreeMap<>();
        Map<Unsummed, Instant> first = new TreeMap<>();
        for (StatedSum sum : sums) {
            if (!sum.isRead()) {
                unsummed++;
            } else if (sum.unknown().isPresent()) {
                unsummed++;
                Unsummed why =
                        new Unsummed(sum.receipt().export(), sum.unknown().get());
                notes.merge(why, 1L, Long::sum);
                first.merge(why, sum.window(), (a, b) -> a.isBefore(b) ? a : b);
            } else if (sum.isRight()) {
                right++;
            } else {
                findings.add(new Finding(
                        FindingKind.SUM,
                        Optional.of(sum.receipt().export()),
                        Optional.of(sum.window()),
                        Optional.of(sum.receipt().name()),
                        "its objects hold other events than it says: their sum is another"));
            }
        }
        for (Map.Entry<Unsummed, Long> note : notes.entrySet()) {
            long count = note.getValue();
            findings.add(Finding.ofWindow(
                    FindingKind.NO_SUM,
                    note.getKey().export(),
                    first.getOrDefault(note.getKey(), Instant.EPOCH),
                    "the sum of " + (count == 1 ? "this window" : count + " windows from this one on")
                            + " was not checked: " + note.getKey().reason()));
        }
        return new RowTotals(counted, right, unsummed);
    }
}
