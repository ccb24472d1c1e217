package dev.waybill.control.console.state;

import dev.waybill.control.status.ExportState;
import dev.waybill.control.status.PlannedWindow;
import dev.waybill.verify.receipt.ReceiptName;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The windows of one export: what the catalog plans, and what was said of it.
 *
 * @param export its id within its tenant, as receipts name it
 * @param state that the export is in
 * @param passed what all partitions of its source have passed; empty if nobody knows
 * @param open starts of the windows with events that are not emitted, seconds since the epoch
 * @param behindSince since when it takes no events of some partition; empty if it takes all
 * @param wholeFrom windows that start before are not known whole; {@link Instant#MIN} if all are
 */
record WindowCalendar(
        String export,
        ExportState state,
        Optional<Instant> passed,
        Set<Long> open,
        Optional<Instant> behindSince,
        Instant wholeFrom,
        Instant now) {
    private static final Set<ExportState> HELD =
            EnumSet.of(ExportState.PAUSED, ExportState.HELD_BACK, ExportState.BLOCKED);

    /**
     * The windows from an instant on, in order.
     *
     * @param planned what the catalog plans from then on
     * @param rows what was said; from somewhat earlier on, since a receipt may be about several windows
     */
    List<WindowLine> lines(List<PlannedWindow> planned, List<WindowRow> rows, Instant from) {
        Map<Long, PlannedWindow> plans = planned.stream()
                .collect(Collectors.toMap(plan -> plan.window().start().getEpochSecond(), Function.identity()));
        Map<Long, WindowRow> all = new TreeMap<>();
        rows.forEach(row -> all.put(row.start, row));
        planned.stream()
                .filter(plan -> !plan.window().start().isBefore(wholeFrom))
                .forEach(plan -> all.computeIfAbsent(
                        plan.window().start().getEpochSecond(),
                        start -> new WindowRow(start, plan.window().end().getEpochSecond())));
        Receipts receipts = new Receipts();
        List<WindowLine> lines = new ArrayList<>();
        for (WindowRow row : all.values()) {
            Optional<Instant> receipt = receipts.cover(row);
            Optional<PlannedWindow> plan = Optional.ofNullable(plans.get(row.start));
            if (row.start >= from.getEpochSecond() && (plan.isPresent() || row.is(WindowRow.RECORDED))) {
                lines.add(line(row, plan, receipt));
            }
        }
        return lines;
    }

    /** A receipt may be about several windows. */
    private static final class Receipts {
        private long from;
        private long until = Long.MIN_VALUE;

        /** The start of the receipt that a window is in; empty if there is none. Asked in the order of windows. */
        Optional<Instant> cover(WindowRow row) {
            if (row.receiptUntil != 0 && row.receiptUntil > until) {
                until = row.receiptUntil;
                from = row.start;
            }
            return row.start < until ? Optional.of(Instant.ofEpochSecond(from)) : Optional.empty();
        }
    }

    private WindowLine line(WindowRow row, Optional<PlannedWindow> plan, Optional<Instant> receipt) {
        Window window = plan.map(PlannedWindow::window)
                .orElseGet(() -> new Window(Instant.ofEpochSecond(row.start), Instant.ofEpochSecond(row.end)));
        Optional<Instant> due = plan.map(PlannedWindow::due);
        EnumSet<WindowRemark> remarks = EnumSet.noneOf(WindowRemark.class);
        if (window.start().isBefore(wholeFrom)) {
            remarks.add(WindowRemark.PARTIAL);
        }
        if (row.is(WindowRow.UNTIMED)) {
            remarks.add(WindowRemark.UNTIMED);
        }
        if (row.is(WindowRow.SCATTERED)) {
            remarks.add(WindowRemark.SCATTERED);
        }
        receipt.ifPresent(any -> remarks.add(WindowRemark.RECEIPT));
        return new WindowLine(
                window,
                state(row, due.orElse(window.end()), receipt.isPresent()),
                due,
                plan.map(PlannedWindow::version),
                row.counts(),
                row.late,
                row.parts,
                row.arrived,
                row.bytes,
                row.arrivedAt == 0 || !row.isThere()
                        ? Optional.empty()
                        : Optional.of(Duration.between(window.end(), Instant.ofEpochSecond(row.arrivedAt))),
                receipt.map(start -> ReceiptName.of(export, start)),
                remarks);
    }

    private WindowState state(WindowRow row, Instant due, boolean hasReceipt) {
        if (row.is(WindowRow.GONE)) {
            return WindowState.MISSING;
        }
        if (row.is(WindowRow.DISCARDED)) {
            return WindowState.DISCARDED;
        }
        boolean closed = !open.contains(row.start)
                && behindSince.filter(since -> row.end > since.getEpochSecond()).isEmpty()
                && (hasReceipt
                        || passed.map(time -> !time.isBefore(due))
                                .orElse(row.counts().read() > 0));
        if (closed && row.isThere()) {
            if (row.parts == 0) {
                return WindowState.EMPTY;
            }
            return hasReceipt ? WindowState.VERIFIED : WindowState.DELIVERED;
        }
        if (due.isAfter(now)) {
            return WindowState.OPEN;
        }
        if (HELD.contains(state)) {
            return WindowState.HELD_BACK;
        }
        return Duration.between(due, now).compareTo(ExportState.LATE_AFTER) > 0 ? WindowState.LATE : WindowState.DUE;
    }
}
