package dev.waybill.control.console.state;

import dev.waybill.catalog.record.UnreadableRecordException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartKind;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.control.progress.LedgerGlance;
import dev.waybill.control.progress.LedgerLook;
import dev.waybill.control.status.CatalogExport;
import dev.waybill.ledger.AboutExport;
import dev.waybill.ledger.DeliveryJson;
import dev.waybill.ledger.DeliveryRecord;
import dev.waybill.ledger.ExportHeldBack;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.LedgerJson;
import dev.waybill.ledger.ObjectDelivered;
import dev.waybill.ledger.PartEmitted;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the ledger and the deliveries have said in the last 30 days, of all exports. Written by one thread, read by any.
 *
 * <p>Memory: at most {@link Bounds#rowBytes} for the windows, of which the oldest go first, and {@link Bounds#pendingParts} parts
 * that are waited for one by one, at about 150 bytes; beside that about 1 KiB for each export.
 */
final class FollowedState {
    /** So long windows are kept after the last word about them, as long as the topics keep what was said. */
    static final Duration KEPT = Duration.ofDays(30);

    /** The step by which the oldest windows go when there is no room. */
    private static final Duration STEP = Duration.ofHours(6);

    /**
     * How much is kept.
     *
     * @param rowBytes of all windows
     * @param pendingParts that are waited for one by one
     */
    record Bounds(long rowBytes, int pendingParts) {
        static final Bounds DEFAULT = new Bounds(600L << 20, 500_000);
    }

    private final String application;
    private final Bounds bounds;
    private final AtomicInteger budget;
    private final Map<ExportId, ExportBook> books = new ConcurrentHashMap<>();
    private final List<PassedTimes> passed;
    private final Throughput throughput = new Throughput();
    private final AtomicLong unreadable = new AtomicLong();

    /** The log's time from which on all is known; {@link Instant#MIN} if that is from its beginning. */
    private volatile Instant wholeFrom = Instant.MIN;

    /** Whether somebody has said something in the ledger. */
    private volatile boolean written;
    /** When the application said something last about an export; the beginning of all time if it never has. */
    private volatile Instant heard = Instant.MIN;

    /** @param application whose entries count */
    FollowedState(String application, Bounds bounds) {
        this.application = application;
        this.bounds = bounds;
        this.budget = new AtomicInteger(bounds.pendingParts());
        this.passed = IntStream.range(0, Topics.LEDGER_PARTITIONS)
                .mapToObj(any -> new PassedTimes(application))
                .toList();
    }

    String application() {
        return application;
    }

    /** What the last hours of the ledger say: the same as for whoever looks at it once. */
    LedgerGlance glance(Collection<CatalogExport> exports, Instant now) {
        Instant since = now.minus(LedgerLook.LAST_HOURS);
        Map<ExportId, List<ExportHeldBack>> heldBack = new HashMap<>();
        exports.forEach(export -> find(export.id())
                .map(book -> book.heldBack(since))
                .filter(held -> !held.isEmpty())
                .ifPresent(held -> heldBack.put(export.id(), held)));
        PassedTimes any = passed.get(0);
        boolean silent = heard.isBefore(since) && any.heard().isBefore(since);
        return new LedgerGlance(heldBack, any.saidSince(since), written && silent);
    }

    /** A partition of the ledger is read from here on: the topic holds nothing older, or nobody wants it. */
    void beginsAt(Instant logged) {
        if (logged.isAfter(wholeFrom)) {
            wholeFrom = logged;
        }
    }

    /** Takes the next record of either topic. One that cannot be read is counted and passed over. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        Instant logged = Instant.ofEpochMilli(record.timestamp());
        try {
            if (record.topic().equals(Topics.LEDGER)) {
                written = true;
                if (record.key() == null && passed.get(record.partition()).take(record.value(), logged)) {
                    return;
                }
                Optional<LedgerEntry> entry = LedgerJson.read(record.value());
                entry.filter(read -> read.source().application().equals(application))
                        .ifPresent(read -> {
                            heard = logged;
                            take(read, record, logged);
                        });
            } else {
                DeliveryJson.read(record.value()).ifPresent(read -> take(read, record, logged));
            }
        } catch (UnreadableRecordException e) {
            unreadable.incrementAndGet();
        }
    }

    private void take(LedgerEntry entry, ConsumerRecord<byte[], byte[]> record, Instant logged) {
        if (entry instanceof AboutExport about) {
            book(about.export()).take(about, record.offset(), logged);
            if (about instanceof PartEmitted part) {
                throughput.emitted(logged, part.rows(), part.size());
            }
        }
    }

    private void take(DeliveryRecord delivery, ConsumerRecord<byte[], byte[]> record, Instant logged) {
        book(delivery.lane().export()).take(delivery, record.offset(), logged);
        if (delivery instanceof ObjectDelivered delivered && delivered.kind() != PartKind.RECEIPT) {
            Optional<Duration> after =
                    delivered.afterEnd().filter(time -> delivered.kind() == PartKind.PART && !time.isNegative());
            after.ifPresentOrElse(time -> throughput.delivered(logged, time), () -> throughput.delivered(logged));
        }
    }

    private ExportBook book(ExportId export) {
        return books.computeIfAbsent(export, any -> new ExportBook(budget));
    }

    /** What was said of an export; empty if nothing was. */
    Optional<ExportBook> find(ExportId export) {
        return Optional.ofNullable(books.get(export));
    }

    /** What all partitions of a source have passed, as far as the export's partition of the ledger says; see {@link PassedTimes}. */
    Optional<Instant> passed(ExportId export, Source source) {
        return passed.get(Topics.partition(export, Topics.LEDGER_PARTITIONS)).through(source);
    }

    /** Windows that start before this may have lost some of what was said of them; {@link Instant#MIN} if none have. */
    Instant wholeFrom(ExportId export, Source source) {
        Instant since =
                passed.get(Topics.partition(export, Topics.LEDGER_PARTITIONS)).since(source);
        return since.isAfter(wholeFrom) && !since.equals(Instant.EPOCH) ? since : wholeFrom;
    }

    /** Forgets what is older than is kept, and what there is no room for. */
    void forget(Instant now) {
        Instant before = now.minus(KEPT);
        forgetBefore(before);
        while (bytes() > bounds.rowBytes() && before.isBefore(now)) {
            before = before.plus(STEP);
            forgetBefore(before);
        }
        Instant longAgo = now.minus(KEPT);
        books.values().removeIf(book -> book.isEmpty(longAgo));
    }

    private void forgetBefore(Instant touched) {
        books.values().forEach(book -> book.forget(touched));
    }

    /** About how much memory all windows take. */
    long bytes() {
        return books.values().stream().mapToLong(ExportBook::bytes).sum();
    }

    /** How many windows are kept. */
    long windows() {
        return books.values().stream().mapToLong(ExportBook::rowCount).sum();
    }

    /** How many parts are waited for one by one. */
    int pendingParts() {
        return bounds.pendingParts() - budget.get();
    }

    /** How many records could not be read. */
    long unreadable() {
        return unreadable.get()
                + passed.stream().mapToLong(PassedTimes::unreadable).sum();
    }

    List<ThroughputSlot> series(Instant now) {
        return throughput.series(now);
    }
}
