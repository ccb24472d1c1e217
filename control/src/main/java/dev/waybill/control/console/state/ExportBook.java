package dev.waybill.control.console.state;

import dev.waybill.contract.PartKind;
import dev.waybill.control.progress.DeliveryFold;
import dev.waybill.control.progress.DeliveryGlance;
import dev.waybill.control.status.LedgerProgress;
import dev.waybill.ledger.AboutExport;
import dev.waybill.ledger.BatchDiscarded;
import dev.waybill.ledger.BatchFinished;
import dev.waybill.ledger.BatchOpened;
import dev.waybill.ledger.DeliveryRecord;
import dev.waybill.ledger.ExportBehind;
import dev.waybill.ledger.ExportCaughtUp;
import dev.waybill.ledger.ExportHeldBack;
import dev.waybill.ledger.LedgerBatch;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.ledger.ObjectDelivered;
import dev.waybill.ledger.PartEmitted;
import dev.waybill.ledger.RecordDiscarded;
import dev.waybill.ledger.RecordRefused;
import dev.waybill.verify.receipt.ReceiptName;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the ledger and the sink have said of one export. Thread-safe. */
final class ExportBook {
    /** What a replay delivers stands apart and says nothing of the windows. */
    private static final String REPLAY = "replay=";

    /** What the application holds it back for, and when it said so. */
    private record HeldBack(ExportHeldBack entry, Instant logged) {}

    private record Batch(LedgerSource source, LedgerBatch batch) {}

    private final WindowRows rows = new WindowRows();
    private final PendingParts pending;
    private final DeliveryFold said = new DeliveryFold();
    /** Batches that have events which are not emitted, and when they are due. */
    private final Map<Batch, Instant> open = new HashMap<>(2);

    private final Map<LedgerSource, Instant> behind = new HashMap<>(2);
    private final Map<LedgerSource, HeldBack> heldBack = new HashMap<>(2);
    private boolean untracked;
    /** When the sink last said something; null if it never has. */
    private @Nullable Instant spoken;

    private @Nullable LastWindow last;

    ExportBook(AtomicInteger budget) {
        this.pending = new PendingParts(budget);
    }

    /** The newest window whose parts are all in the bucket, and when the last of them came; empty if that is not known. */
    record LastWindow(Instant start, Instant end, Optional<Instant> at) {}

    /** Takes the next entry of the ledger. */
    synchronized void take(AboutExport entry, long offset, Instant logged) {
        if (entry instanceof ExportBehind) {
            behind.putIfAbsent(entry.source(), logged);
        } else if (entry instanceof ExportCaughtUp) {
            behind.remove(entry.source());
            heldBack.remove(entry.source());
        } else if (entry instanceof ExportHeldBack held) {
            heldBack.put(entry.source(), new HeldBack(held, logged));
        } else if (entry instanceof BatchOpened opened) {
            open.put(new Batch(opened.source(), opened.batch()), opened.due());
            update(opened.batch(), logged, row -> {});
        } else if (entry instanceof PartEmitted part) {
            emitted(part, offset, logged);
        } else if (entry instanceof BatchDiscarded discarded) {
            update(discarded.batch(), logged, row -> row.set(WindowRow.DISCARDED));
        } else if (entry instanceof BatchFinished finished) {
            open.remove(new Batch(finished.source(), finished.batch()));
            update(finished.batch(), logged, row -> {
                row.add(finished.counts());
                row.late += finished.batch().lateHour().isPresent()
                        ? finished.counts().read()
                        : 0;
                row.inLedger(offset);
                arrivedWhole(row);
            });
        }
    }

    private void emitted(PartEmitted part, long offset, Instant logged) {
        Optional<PendingParts.Settled> settled = pending.named(part.object());
        update(part.batch(), logged, row -> {
            row.parts++;
            row.bytes += part.size();
            row.inLedger(offset);
            if (settled.isPresent()) {
                settled(row, part.batch().lateHour().isEmpty(), settled.get());
            } else if (!pending.await(part.object(), new PendingParts.Emitted(row.start, row.end, logged))) {
                row.set(WindowRow.UNTRACKED);
                untracked = true;
            }
        });
    }

    /** Takes the next record of the deliveries. */
    synchronized void take(DeliveryRecord record, long offset, Instant logged) {
        said.add(record);
        spoken = logged;
        if (record instanceof ObjectDelivered delivered) {
            if (!delivered.object().startsWith(REPLAY)) {
                delivered(delivered, offset, logged);
            }
        } else if (record instanceof RecordRefused refused) {
            refused.object()
                    .ifPresent(object -> settled(
                            object, false, new PendingParts.Settled(WindowRow.GONE, refused.at(), offset, logged)));
        } else if (record instanceof RecordDiscarded discarded) {
            discarded
                    .object()
                    .ifPresent(object -> settled(
                            object,
                            false,
                            new PendingParts.Settled(WindowRow.DISCARDED, discarded.at(), offset, logged)));
        }
    }

    private void delivered(ObjectDelivered delivered, long offset, Instant logged) {
        if (delivered.kind() == PartKind.RECEIPT) {
            receipt(delivered, offset, logged);
        } else {
            settled(
                    delivered.object(),
                    delivered.kind() == PartKind.PART,
                    new PendingParts.Settled(0, delivered.at(), offset, logged));
        }
    }

    private void settled(String object, boolean onTime, PendingParts.Settled settled) {
        Optional<PendingParts.Emitted> awaited = pending.settled(object);
        if (awaited.isPresent()) {
            PendingParts.Emitted part = awaited.get();
            rows.update(part.start(), part.end(), row -> {
                touch(row, settled.logged());
                settled(row, onTime, settled);
            });
        } else {
            pending.early(object, settled);
        }
    }

    private void settled(WindowRow row, boolean onTime, PendingParts.Settled settled) {
        row.inDeliveries(settled.offset());
        if (settled.gone() != 0) {
            row.gone++;
            row.set(settled.gone());
            return;
        }
        row.arrived++;
        if (onTime) {
            row.arrivedAt = Math.max(row.arrivedAt, settled.at().getEpochSecond());
        }
        arrivedWhole(row);
    }

    /** Pages, late receipts and revisions are objects of their own; the window's receipt alone says that it is complete. */
    private void receipt(ObjectDelivered delivered, long offset, Instant logged) {
        delivered
                .window()
                .filter(window -> delivered
                        .object()
                        .equals(ReceiptName.of(delivered.lane().export().export(), window.start())))
                .ifPresent(window -> rows.update(
                        window.start().getEpochSecond(), window.end().getEpochSecond(), row -> {
                            touch(row, logged);
                            row.receiptUntil = window.end().getEpochSecond();
                            row.inDeliveries(offset);
                        }));
    }

    private void update(LedgerBatch batch, Instant logged, Consumer<WindowRow> change) {
        rows.update(
                batch.window().start().getEpochSecond(), batch.window().end().getEpochSecond(), row -> {
                    row.end = batch.window().end().getEpochSecond();
                    row.set(WindowRow.RECORDED);
                    touch(row, logged);
                    change.accept(row);
                });
    }

    private static void touch(WindowRow row, Instant logged) {
        row.touched = Math.max(row.touched, logged.getEpochSecond());
    }

    private void arrivedWhole(WindowRow row) {
        if (row.parts > 0
                && row.isThere()
                && !isOpen(row)
                && (last == null || row.start >= last.start().getEpochSecond())) {
            last = new LastWindow(
                    Instant.ofEpochSecond(row.start),
                    Instant.ofEpochSecond(row.end),
                    row.arrivedAt == 0 || row.is(WindowRow.UNTIMED)
                            ? Optional.empty()
                            : Optional.of(Instant.ofEpochSecond(row.arrivedAt)));
        }
    }

    private boolean isOpen(WindowRow row) {
        return open.keySet().stream()
                .anyMatch(batch -> batch.batch().window().start().getEpochSecond() == row.start);
    }

    /**
     * Committed offsets say that what was written before an instant is no longer waited for, whether or not the sink has said so.
     *
     * @param lost whether some of it was removed before it was delivered
     */
    synchronized void settledBefore(Instant before, boolean lost) {
        for (PendingParts.Emitted part : pending.settledBefore(before)) {
            rows.update(part.start(), part.end(), row -> settle(row, 1, lost));
        }
        if (untracked) {
            settleUntracked(before, lost);
        }
    }

    private void settleUntracked(Instant before, boolean lost) {
        List<WindowRow> left = rows.between(Long.MIN_VALUE, Long.MAX_VALUE).stream()
                .filter(row -> row.is(WindowRow.UNTRACKED))
                .toList();
        untracked = false;
        for (WindowRow row : left) {
            if (row.touched >= before.getEpochSecond()) {
                untracked = true;
            } else {
                rows.update(row.start, row.end, found -> {
                    found.flags &= ~WindowRow.UNTRACKED;
                    settle(found, found.parts - found.arrived - found.gone, lost);
                });
            }
        }
    }

    private void settle(WindowRow row, int parts, boolean lost) {
        if (lost) {
            row.gone += parts;
            row.set(WindowRow.GONE);
        } else {
            row.arrived += parts;
            row.set(WindowRow.UNTIMED);
            arrivedWhole(row);
        }
    }

    synchronized void forget(Instant touchedBefore) {
        rows.forget(touchedBefore.getEpochSecond());
    }

    /** Whether nothing of it is kept any more, but for what the sink said before an instant. */
    synchronized boolean isEmpty(Instant spokenBefore) {
        return rows.size() == 0
                && open.isEmpty()
                && behind.isEmpty()
                && pending.count() == 0
                && (spoken == null || spoken.isBefore(spokenBefore));
    }

    /**
     * What it owes.
     *
     * @param unpassedDue see {@link LedgerProgress}
     */
    synchronized LedgerProgress progress(Optional<Instant> unpassedDue) {
        return new LedgerProgress(open.values().stream().min(Instant::compareTo), unpassedDue, pending.oldest());
    }

    /** What the sink said last; empty if it has said nothing. */
    synchronized Optional<DeliveryGlance> said() {
        return spoken == null ? Optional.empty() : Optional.of(said.glance());
    }

    synchronized Optional<LastWindow> last() {
        return Optional.ofNullable(last);
    }

    synchronized int undelivered() {
        return pending.count();
    }

    /** Copies of the rows of windows that start in a stretch of time, in order. */
    synchronized List<WindowRow> rows(Instant from, Instant to) {
        return rows.between(from.getEpochSecond(), to.getEpochSecond());
    }

    /** A copy of a window's row. */
    synchronized Optional<WindowRow> row(Instant start) {
        return rows.find(start.getEpochSecond());
    }

    /** Starts of the windows that have events which are not emitted, for some source partition; seconds since the epoch. */
    synchronized Set<Long> openStarts() {
        Set<Long> starts = new HashSet<>();
        open.keySet().forEach(batch -> starts.add(batch.batch().window().start().getEpochSecond()));
        return starts;
    }

    /** What the application has said since an instant that it holds the export back for, by source partition. */
    synchronized List<ExportHeldBack> heldBack(Instant since) {
        return heldBack.values().stream()
                .filter(held -> !held.logged().isBefore(since))
                .map(HeldBack::entry)
                .toList();
    }

    /** Since when it takes no events of some source partition; empty if it takes all. */
    synchronized Optional<Instant> behindSince() {
        return behind.values().stream().min(Instant::compareTo);
    }

    synchronized int rowCount() {
        return rows.size();
    }

    synchronized long bytes() {
        return rows.bytes();
    }
}
