package dev.waybill.receipt;

import dev.waybill.batch.store.BatchStore;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.BatchFinished;
import dev.waybill.ledger.BatchOpened;
import dev.waybill.ledger.EventsUndecided;
import dev.waybill.ledger.ExportBehind;
import dev.waybill.ledger.ExportCaughtUp;
import dev.waybill.ledger.LedgerBatch;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.ledger.PartEmitted;
import dev.waybill.ledger.PartitionPassed;
import dev.waybill.ledger.RecordDiscarded;
import dev.waybill.spec.ExportSpec;
import dev.waybill.verify.receipt.ReceiptSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One partition of the ledger, and the receipts that follow from it. It takes the entries in their order, and issues what is
 * complete; what it issues is a function of the entries and the catalog. All that it must not forget stands in the store.
 * Confined to one thread.
 */
public final class ReceiptBook {
    /** Windows and exports that are looked at between two receipts, at most, on average. */
    private static final int STEPS_PER_RECEIPT = 10;

    /**
     * What books are made with.
     *
     * @param application whose entries count
     * @param replay the id of the replay that the application is; empty for live delivery
     * @param partition of the ledger
     * @param sources that the application reads; at least one
     * @param cadences how often an export has receipts
     * @param spread how long after they are due receipts of windows without events of an export are issued
     */
    public record Setup(
            String application,
            Optional<String> replay,
            int partition,
            ReceiptSigner signer,
            Set<Source> sources,
            Function<ExportSpec, ReceiptCadence> cadences,
            Function<ExportId, Duration> spread) {}

    private final Setup setup;
    private final ReceiptOutbox outbox;
    private final Kept kept;
    private final Issuer issuer;
    private final TreeMap<ExportId, ExportReceipts> exports = new TreeMap<>();
    private final Course.Binding courses;

    private CatalogSnapshot bound = CatalogSnapshot.EMPTY;
    /** After which the next slice begins; null to begin with the first. */
    private @Nullable ExportId last;

    private ReceiptBook(Setup setup, BatchStore store, ReceiptOutbox outbox) {
        this.setup = setup;
        this.outbox = outbox;
        this.kept = new Kept(store);
        this.courses = new Course.Binding(setup.sources(), setup.cadences(), new HashMap<>());
        this.issuer = new Issuer(kept, setup.replay(), setup.signer(), setup.spread());
        kept.states()
                .forEach((export, state) ->
                        exports.put(export, new ExportReceipts(export, kept, issuer, Optional.of(state))));
    }

    /** Opens the book where its store says that it was left. */
    public static ReceiptBook open(Setup setup, BatchStore store, ReceiptOutbox outbox) {
        return new ReceiptBook(setup, store, outbox);
    }

    /** Takes the next entry. */
    public void accept(LedgerEntry entry) {
        if (!entry.source().application().equals(setup.application())) {
            return;
        }
        LedgerSource source = entry.source();
        if (entry instanceof PartitionPassed passed) {
            if (kept.progress(source.source()).passed(passed)) {
                exports.values().forEach(ExportReceipts::stir);
            }
        } else if (entry instanceof EventsUndecided undecided) {
            kept.undecided().add(undecided.tenant(), source.source(), undecided.hour());
        } else if (entry instanceof ExportBehind behind) {
            of(behind.export());
            kept.behind(behind.export(), source.source(), source.partition());
        } else if (entry instanceof ExportCaughtUp caughtUp) {
            of(caughtUp.export());
            kept.caughtUp(caughtUp.export(), source.source(), source.partition());
        } else if (entry instanceof BatchOpened opened) {
            BatchName name = BatchName.of(source, opened.batch());
            Optional<StoredBatch> found = kept.batches().find(name);
            if (found.isEmpty()) {
                boolean afterwards = register(name);
                kept.batches().put(name, StoredBatch.opened(opened.configVersion(), afterwards));
            } else if (found.get().finished()) {
                kept.batches().put(name, found.get().reopened());
            }
        } else if (entry instanceof PartEmitted part) {
            kept.batches().add(BatchName.of(source, part.batch()), known(source, part.batch()), part);
        } else if (entry instanceof BatchFinished finished) {
            kept.batches().finish(BatchName.of(source, finished.batch()), known(source, finished.batch()), finished);
        }
    }

    /** Whether a source partition has ever said to this book, or to one before it on the same store, how far it is. */
    public boolean hasTakenEntries() {
        return setup.sources().stream().anyMatch(source -> kept.progress(source).partitions() > 0);
    }

    /**
     * Entries that come before the next one were removed before they were read. Receipts of what they may have been about say
     * {@code partial}.
     */
    public void loseEntries() {
        kept.lose();
        exports.values().forEach(ExportReceipts::stir);
    }

    /** Takes what a sink says that it has passed over. */
    public void accept(RecordDiscarded discarded) {
        if (discarded.object().isPresent() && discarded.window().isPresent()) {
            ExportId export = discarded.lane().export();
            of(export);
            kept.discards()
                    .add(export, discarded.window().get(), discarded.object().get(), discarded.at());
        }
    }

    private ExportReceipts of(ExportId export) {
        ExportReceipts found =
                exports.computeIfAbsent(export, added -> new ExportReceipts(added, kept, issuer, Optional.empty()));
        found.keep();
        found.stir();
        return found;
    }

    private StoredBatch known(LedgerSource source, LedgerBatch batch) {
        BatchName name = BatchName.of(source, batch);
        Optional<StoredBatch> found = kept.batches().find(name);
        if (found.isPresent()) {
            of(name.export());
            return found.get();
        }
        return StoredBatch.unknown(register(name));
    }

    /**
     * Sees to it that a new batch will be stated: with its window, or by a receipt beside it.
     *
     * @return whether it comes after the receipt that it belongs to
     */
    private boolean register(BatchName name) {
        ExportReceipts export = of(name.export());
        long furthest = kept.progress(name.source()).furthestMillis();
        boolean afterwards = name.isLate()
                ? kept.extras().isLateIssued(name.export(), name.window(), name.slot(), furthest)
                : export.state().isPast(name.window().start());
        if (afterwards) {
            kept.extras().add(Extra.revision(name.export(), name.window()));
        } else if (name.isLate()) {
            kept.extras().add(new Extra(name.export(), name.window(), name.slot()));
        }
        return afterwards;
    }

    /**
     * Issues what is complete.
     *
     * @param known what is known of the catalog now
     * @param most receipts that are issued at most
     * @return whether there may be more to do at once
     */
    public boolean work(Knowledge known, int most) {
        Optional<SettingsRecord> settings = known.snapshot().settings();
        if (settings.isEmpty()) {
            return false;
        }
        bind(known);
        Slice slice = new Slice(known, settings.get(), most, most * STEPS_PER_RECEIPT);
        return last == null
                ? look(exports, slice)
                : look(exports.tailMap(last, false), slice) || look(exports.headMap(last, true), slice);
    }

    private boolean look(SortedMap<ExportId, ExportReceipts> some, Slice slice) {
        boolean more = false;
        for (ExportReceipts export : some.values()) {
            if (export.isToBeLookedAt()) {
                if (slice.isUsedUp()) {
                    return true;
                }
                more |= export.look(slice, outbox);
                last = export.export();
            }
        }
        return more;
    }

    /** Takes up what has changed in the catalog. */
    private void bind(Knowledge known) {
        CatalogSnapshot snapshot = known.snapshot();
        if (snapshot != bound) {
            boolean otherSettings = !snapshot.settings().equals(bound.settings());
            snapshot.tenantRecords().forEach(record -> bind(snapshot, record));
            for (ExportReceipts export : exports.values()) {
                if (otherSettings) {
                    export.stir();
                }
                if (isGone(snapshot, export.export())) {
                    export.unbind();
                }
            }
            bound = snapshot;
        }
        List<ExportId> forgotten = exports.values().stream()
                .filter(export -> !export.isBound() && isForgotten(known, export))
                .map(ExportReceipts::export)
                .toList();
        forgotten.forEach(export -> {
            kept.forget(export);
            exports.remove(export);
        });
    }

    private void bind(CatalogSnapshot snapshot, TenantRecord record) {
        TenantEntry entry = snapshot.tenant(record.tenant()).orElseThrow();
        record.exports().forEach((id, found) -> {
            ExportId export = new ExportId(record.tenant(), id);
            if (Topics.partition(export, Topics.LEDGER_PARTITIONS) == setup.partition()) {
                ExportReceipts receipts = exports.computeIfAbsent(
                        export, added -> new ExportReceipts(added, kept, issuer, Optional.empty()));
                if (receipts.tenant() != entry) {
                    receipts.bind(entry, new Course(found, courses));
                }
            }
        });
    }

    private static boolean isGone(CatalogSnapshot snapshot, ExportId export) {
        Optional<TenantEntry> entry = snapshot.tenant(export.tenant());
        return entry.isEmpty()
                || entry.get()
                        .record()
                        .filter(record -> !record.exports().containsKey(export.export()))
                        .isPresent();
    }

    /** Whether the catalog will never have an export again that it does not have: it is decided what rules its windows. */
    private boolean isForgotten(Knowledge known, ExportReceipts export) {
        if (!isGone(known.snapshot(), export.export())) {
            return false;
        }
        Instant latest = kept.batches()
                .latestEnd(export.export())
                .orElse(export.state().position().orElse(Instant.EPOCH));
        Duration margin = known.snapshot().settings().orElseThrow().margin();
        return export.isGoneFor(known.knownUpTo(), margin) && known.isDecided(Micros.of(latest));
    }

    /** When the oldest windows were due that have no receipt, of all exports; empty if none is waited for. */
    public Optional<Instant> oldestDue() {
        return exports.values().stream()
                .flatMap(export -> export.nextDueMillis().stream())
                .min(Long::compare)
                .map(Instant::ofEpochMilli);
    }

    /**
     * By partition of a source, the time up to which it has passed; {@link Instant#EPOCH} for one that has said nothing yet.
     * Empty as long as no partition has.
     */
    public SortedMap<Integer, Instant> passed(Source source) {
        SortedMap<Integer, Instant> passed = new TreeMap<>();
        kept.progress(source)
                .passed()
                .forEach((partition, millis) -> passed.put(
                        partition, millis == SourceProgress.NOTHING ? Instant.EPOCH : Instant.ofEpochMilli(millis)));
        return passed;
    }
}
