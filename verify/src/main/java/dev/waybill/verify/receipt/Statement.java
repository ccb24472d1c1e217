package dev.waybill.verify.receipt;

import dev.waybill.contract.ExportId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a receipt says, without its place in the chain and its signature.
 *
 * @param export whose
 * @param replay the id of the replay that delivered its windows again, below {@code replay=<id>/}; empty for the original
 * @param subject which events of the windows
 * @param terms the version they are produced under
 * @param sourcePartitions how many partitions of the source had passed the windows
 * @param remarks what limits it
 * @param windows one; of a day all of its windows, each beginning where the one before ends
 */
public record Statement(
        ExportId export,
        Optional<String> replay,
        Subject subject,
        Terms terms,
        long sourcePartitions,
        Set<Remark> remarks,
        List<StatedWindow> windows) {
    public Statement {
        if (replay.filter(id -> !ExportId.isValid(id)).isPresent()) {
            throw new IllegalArgumentException("replay must match " + ExportId.SYNTAX);
        }
        Whole.requireFrom(1, "source-partitions", sourcePartitions);
        remarks = remarks.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(remarks));
        windows = List.copyOf(windows);
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("windows must not be empty");
        }
        if (windows.size() > 1 && !(subject instanceof Day)) {
            throw new IllegalArgumentException("only the receipt of a day has several windows");
        }
        Instant expected = windows.get(0).window().start();
        for (StatedWindow stated : windows) {
            if (!stated.window().start().equals(expected)) {
                throw new IllegalArgumentException("the window that should start at " + expected + " starts at "
                        + stated.window().start());
            }
            expected = stated.window().end();
        }
        if (subject.countsEvents()
                == windows.stream().anyMatch(stated -> !stated.discarded().isEmpty())) {
            throw new IllegalArgumentException("a receipt of kind discard names discarded parts, and no other does");
        }
        Instant end = expected;
        if (!terms.rule(windows.get(0).window().start(), end)) {
            throw new IllegalArgumentException("its windows must lie in the reign of their version");
        }
        if (subject instanceof Revision revision && revision.at().isBefore(end)) {
            throw new IllegalArgumentException("at must not be before " + end);
        }
        if (subject.next().filter(next -> !next.isAfter(end)).isPresent()) {
            throw new IllegalArgumentException("next must be after " + end);
        }
    }

    /** The start of the first window. */
    public Instant start() {
        return windows.get(0).window().start();
    }

    /** The end of the last window. */
    public Instant end() {
        return windows.get(windows.size() - 1).window().end();
    }

    /** Where its {@code _receipts/} stands below the destination's prefix: empty, or {@code replay=<id>/}. */
    public String root() {
        return replay.map(id -> "replay=" + id + "/").orElse("");
    }

    /** The receipt's name, relative to where {@code _receipts/} stands. */
    public String name() {
        return ReceiptName.of(export.export(), start(), subject);
    }
}
