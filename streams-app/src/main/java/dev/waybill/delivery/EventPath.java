package dev.waybill.delivery;

import dev.waybill.batch.Batch;
import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.BatchWriter;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.batch.PartitionBatches;
import dev.waybill.batch.RecordAtHand;
import dev.waybill.batch.store.BatchStore;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Limits;
import dev.waybill.contract.Source;
import dev.waybill.event.Decoder;
import dev.waybill.event.DropReason;
import dev.waybill.event.Event;
import dev.waybill.export.ExportVersion;
import dev.waybill.export.RowMaker;
import dev.waybill.export.ScheduleFault;
import dev.waybill.export.Versions;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.select.Verdict;
import dev.waybill.spec.CanonicalSpec;
import dev.waybill.spec.yaml.SpecException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The path of an event, from the record's value to a row in a batch; one instance per source partition. Reads top to
 * bottom: read the event, route it to the tenant's exports, select, redact, format, batch. What closes windows and emits
 * parts is the business of {@link PartitionBatches}.
 */
public final class EventPath {
    /**
     * What the paths of a source are made with.
     *
     * @param decoders makes what reads events, anew for each source partition
     * @param source of the events
     * @param catalog says which version of which export rules an event
     * @param versions makes what binds specs, anew for each source partition
     * @param settings of the batching engine
     * @param memory for rows, shared by all source partitions of the process
     */
    public record Setup(
            Supplier<Decoder> decoders,
            Source source,
            CatalogView catalog,
            Supplier<Versions> versions,
            BatchSettings settings,
            MemoryBudget memory) {}

    private final CatalogAtHand catalog;
    private final EventReader reader;
    private final Routes routes;
    private final HeldBack heldBack;
    private final PartitionBatches batches;
    private final RecordAtHand record;
    private final BatchWriter writer;
    private final Outbox outbox;

    private final Event event;
    private final Event redacted;
    private final RowBuffer row = new RowBuffer();
    /** What {@link #redacted} and {@link #row} of the current event were made by last; null while nothing has made them. */
    private @Nullable RowMaker madeBy;
    /** Why {@link #madeBy} could not make them; empty where it could. */
    private Optional<DropReason> madeNothing = Optional.empty();

    private EventPath(
            CatalogAtHand catalog, EventReader reader, Routes routes, PartitionBatches batches, Outbox outbox) {
        this.catalog = catalog;
        this.reader = reader;
        this.routes = routes;
        this.heldBack = new HeldBack(batches.lagging(), batches.unreadable(), outbox);
        this.batches = batches;
        this.record = batches.record();
        this.writer = batches.writer();
        this.outbox = outbox;
        this.event = reader.newEvent();
        this.redacted = reader.newEvent();
    }

    /**
     * Takes up where the store says the partition was left, or begins it.
     *
     * @param outbox takes what leaves the partition; nothing does before the first record
     * @param nanoTime a clock that only durations are taken from
     */
    public static EventPath open(
            Setup setup, int sourcePartition, BatchStore store, Outbox outbox, LongSupplier nanoTime) {
        Versions versions = setup.versions().get();
        CatalogAtHand catalog = new CatalogAtHand(setup.catalog());
        PartitionBatches batches = PartitionBatches.open(
                sourcePartition,
                store,
                setup.settings(),
                setup.memory(),
                outbox,
                nanoTime,
                (configVersion, spec) -> versions.of(configVersion, CanonicalSpec.parse(spec)));
        batches.unreadable().forEach(outbox::heldBack);
        return new EventPath(
                catalog,
                new EventReader(setup.decoders().get(), catalog, outbox::fault),
                new Routes(setup.source(), batches, versions, catalog),
                batches,
                outbox);
    }

    /** What closes windows and emits parts. */
    public PartitionBatches batches() {
        return batches;
    }

    /**
     * Takes the next record of the partition, for the first time or again after a restart.
     *
     * @param offset of the record
     * @param arrivalMillis when the record arrived, or {@link Arrival#UNKNOWN}
     * @param value the record's value; null for a tombstone
     */
    public void accept(long offset, long arrivalMillis, byte @Nullable [] value) {
        batches.begin(offset, arrivalMillis);
        if (!record.isRefused()) {
            judge(Arrival.orElse(arrivalMillis, batches.time().millis()), value);
        }
        batches.end();
    }

    /**
     * Takes a record of the partition that was read before, for exports that were held back then.
     *
     * @param offset of the record
     * @param arrivalMillis when the record arrived, or {@link Arrival#UNKNOWN}
     * @param value the record's value; null for a tombstone
     */
    public void acceptAgain(long offset, long arrivalMillis, byte @Nullable [] value) {
        batches.lagging().beginAgain(offset);
        if (!record.isRefused()) {
            judge(Arrival.orElse(arrivalMillis, batches.time().millis()), value);
        }
        batches.lagging().endAgain();
    }

    /** The exports that take no events now, or emit nothing since this program cannot read what was begun; and why. */
    public Map<ExportId, SpecException> heldBack() {
        return heldBack.exports();
    }

    /** Looks whether exports that were held back can take their events by now; only between records. */
    public void tryHeldBackAgain() {
        catalog.look();
        heldBack.tryAgain(routes);
    }

    private void judge(long arrivalMillis, byte @Nullable [] value) {
        madeBy = null;
        Optional<DropReason> refused = reader.read(value, event, arrivalMillis);
        if (refused.isPresent()) {
            refuse(refused.get());
            return;
        }
        String tenant = event.text(event.type().tenant());
        if (record.isSettledForOther(tenant == null ? "" : tenant)) {
            refuse(DropReason.CHANGED_TENANT);
            return;
        }
        route(tenant == null ? "" : tenant);
    }

    /** The record gets a ticket, unless all that took it before a restart have it. */
    private void refuse(DropReason reason) {
        if (!record.isComplete()) {
            batches.ledger().unattributed();
            giveTicket(reason);
        }
    }

    /** The same for an event of a tenant of which nobody can tell what rules it. */
    private void refuseUndecidable(String tenant, long occurredAt) {
        if (!record.isComplete()) {
            batches.ledger().undecided(tenant, occurredAt);
            giveTicket(DropReason.UNDECIDABLE);
        }
    }

    private void giveTicket(DropReason reason) {
        record.refuse();
        outbox.quarantine(reader.refused(reason));
    }

    private void route(String tenant) {
        long occurredAt = event.occurredAtMicros();
        TenantRoutes ofTenant = routes.of(tenant, occurredAt);
        if (ofTenant != null && ofTenant.isUndecidable(occurredAt)) {
            refuseUndecidable(tenant, occurredAt);
            return;
        }
        boolean routed = false;
        for (Route route : ofTenant == null ? List.<Route>of() : ofTenant.list()) {
            routed |= deliver(route, occurredAt);
        }
        if (!routed && !record.isReadAgain()) {
            outbox.unrouted(ofTenant == null ? Unruled.UNKNOWN_TENANT : ofTenant.unruled());
        }
    }

    /** Whether a version of the export rules the event, whether or not it selects it. */
    private boolean deliver(Route route, long occurredAt) {
        if (heldBack.holds(route.export()) && record.isSettled(route.lane())) {
            return true;
        }
        try {
            ExportVersion version = route.reigningAt(occurredAt);
            if (version == null) {
                return false;
            }
            if (!record.isSettled(route.lane())) {
                deliver(route, route.batchAt(occurredAt, version));
            }
        } catch (SpecException e) {
            holdBack(route, occurredAt, e);
        } catch (ScheduleFault e) {
            // It is in no batch, so in no count.
            batches.ledger().unattributed();
            record.withhold(route.lane());
            quarantine(route, fault(e));
        }
        return true;
    }

    private void holdBack(Route route, long occurredAt, SpecException why) {
        if (!record.isSettled(route.lane())) {
            heldBack.add(route, occurredAt, why);
        }
    }

    private void deliver(Route route, Batch batch) {
        if (record.isComplete()) {
            writer.leaveOut(batch);
            return;
        }
        ExportVersion version = batch.version();
        Verdict verdict;
        try {
            verdict = version.select(event);
        } catch (RuntimeException | StackOverflowError e) {
            withhold(route, batch, fault(e));
            return;
        }
        switch (verdict) {
            case TAKEN -> append(route, batch);
            case LEFT_OUT -> writer.leaveOut(batch);
            case FAILED -> withhold(route, batch, DropReason.FILTER_FAILED);
        }
    }

    private void append(Route route, Batch batch) {
        redactAndFormat(batch.version().rows())
                .ifPresentOrElse(reason -> withhold(route, batch, reason), () -> writer.append(batch, event, row));
    }

    /** Makes the event's row, unless the export before this one has made the same; answers why it must be withheld. */
    private Optional<DropReason> redactAndFormat(RowMaker rows) {
        if (rows != madeBy) {
            madeBy = rows;
            madeNothing = makeRow(rows);
        }
        return madeNothing;
    }

    private Optional<DropReason> makeRow(RowMaker rows) {
        try {
            redacted.copyFrom(event);
            row.clear();
            if (!rows.make(redacted, row)) {
                return Optional.of(DropReason.REDACTION_FAILED);
            }
            return row.length() > Limits.MAX_PART_SIZE ? Optional.of(DropReason.TOO_LARGE) : Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of(fault(e));
        }
    }

    private void withhold(Route route, Batch batch, DropReason reason) {
        writer.withhold(batch);
        quarantine(route, reason);
    }

    private void quarantine(Route route, DropReason reason) {
        OptionalInt schemaId = reader.schemaId();
        outbox.quarantine(new ClaimTicketDraft(
                reason,
                Optional.empty(),
                schemaId,
                Optional.of(route.lane().export().toString())));
    }

    private DropReason fault(Throwable fault) {
        outbox.fault(fault);
        return DropReason.PROCESSING_FAILED;
    }
}
