package dev.waybill.topology;

import dev.waybill.batch.Batch;
import dev.waybill.batch.PartitionBatches;
import dev.waybill.contract.Limits;
import dev.waybill.event.DropReason;
import dev.waybill.event.Event;
import dev.waybill.export.ExportVersion;
import dev.waybill.export.RowMaker;
import dev.waybill.export.ScheduleFault;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.kafka.ArrivalTime;
import dev.waybill.kafka.ClaimTicketDraft;
import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.kafka.RecordPath;
import dev.waybill.select.Verdict;
import dev.waybill.spec.SpecScope;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The path of an event, from the record's value to a row in a batch; one instance per source partition. Reads top to
 * bottom: read the event, route it to the tenant's exports, select, redact, format, batch. Closing windows and emitting
 * parts is the business of {@link PartitionBatches}.
 */
final class EventPath implements RecordPath {
    private final EventReader reader;
    private final Routes routes;
    private final PartitionBatches batches;
    private final Consumer<ClaimTicketDraft> quarantine;
    private final DeliveryMetrics metrics;

    private final Event event;
    private final Event redacted;
    private final RowBuffer row = new RowBuffer();
    private final Faults faults = new Faults();
    /** What made {@link #redacted} and {@link #row} of the current event, and why it could not. */
    private @Nullable RowMaker rendered;

    private Optional<DropReason> unpresentable = Optional.empty();

    EventPath(
            EventReader reader,
            Routes routes,
            PartitionBatches batches,
            Consumer<ClaimTicketDraft> quarantine,
            DeliveryMetrics metrics) {
        this.reader = reader;
        this.routes = routes;
        this.batches = batches;
        this.quarantine = quarantine;
        this.metrics = metrics;
        this.event = reader.newEvent();
        this.redacted = reader.newEvent();
    }

    @Override
    public void accept(long offset, long arrivalMillis, byte @Nullable [] value) {
        batches.begin(offset, arrivalMillis);
        if (!batches.isRefused()) {
            judge(ArrivalTime.orElse(arrivalMillis, batches.clockMillis()), value);
        }
        batches.end();
    }

    @Override
    public void acceptAgain(long offset, long arrivalMillis, byte @Nullable [] value) {
        batches.beginAgain(offset);
        if (!batches.isRefused()) {
            judge(ArrivalTime.orElse(arrivalMillis, batches.clockMillis()), value);
        }
        batches.endAgain();
    }

    private void judge(long arrivalMillis, byte @Nullable [] value) {
        rendered = null;
        Optional<DropReason> refused = reader.read(value, event, arrivalMillis);
        if (refused.isPresent()) {
            refuse(refused.get());
            return;
        }
        String tenant = event.text(event.type().tenant());
        if (batches.isSettledForOther(tenant == null ? "" : tenant)) {
            refuse(DropReason.CHANGED_TENANT);
            return;
        }
        route(tenant == null ? "" : tenant);
    }

    /** The record gets a ticket, unless all that took it before a restart have it. */
    private void refuse(DropReason reason) {
        if (!batches.isComplete()) {
            batches.refuse();
            quarantine.accept(new ClaimTicketDraft(reason, reader.schemaId(), Optional.empty()));
        }
    }

    private void route(String tenant) {
        boolean routed = false;
        for (Route route : routes.of(tenant)) {
            routed |= batches.isSettled(route.lane()) || deliver(route);
        }
        if (!routed && !batches.isReadAgain() && !routes.heldBack().holdsAnyOf(tenant)) {
            metrics.unrouted();
        }
    }

    /** Whether the export takes events of this time, whether or not it selects this one. */
    private boolean deliver(Route route) {
        Optional<Batch> batch;
        try {
            batch = route.batchAt(event.occurredAtMicros());
        } catch (ScheduleFault e) {
            batches.withhold(route.lane());
            quarantine(route, faults.found(e));
            return true;
        }
        batch.ifPresent(found -> deliver(route, found));
        return batch.isPresent();
    }

    private void deliver(Route route, Batch batch) {
        if (batches.isComplete()) {
            batch.countFiltered();
            return;
        }
        ExportVersion version = batch.version();
        Verdict verdict;
        try {
            verdict = version.select(event);
        } catch (RuntimeException | StackOverflowError e) {
            withhold(route, batch, faults.found(e));
            return;
        }
        switch (verdict) {
            case TAKEN -> append(route, batch);
            case LEFT_OUT -> batch.countFiltered();
            case FAILED -> withhold(route, batch, DropReason.FILTER_FAILED);
        }
    }

    private void append(Route route, Batch batch) {
        redactAndFormat(batch.version().rows())
                .ifPresentOrElse(reason -> withhold(route, batch, reason), () -> batch.append(event, row));
    }

    /** Makes the event's row, unless the export before this one has made the same; answers why it must be withheld. */
    private Optional<DropReason> redactAndFormat(RowMaker rows) {
        if (rows != rendered) {
            rendered = rows;
            unpresentable = render(rows);
        }
        return unpresentable;
    }

    private Optional<DropReason> render(RowMaker rows) {
        try {
            redacted.copyFrom(event);
            row.clear();
            if (!rows.make(redacted, row)) {
                return Optional.of(DropReason.REDACTION_FAILED);
            }
            return row.length() > Limits.MAX_PART_SIZE ? Optional.of(DropReason.TOO_LARGE) : Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of(faults.found(e));
        }
    }

    private void withhold(Route route, Batch batch, DropReason reason) {
        batch.countWithheld();
        quarantine(route, reason);
    }

    private void quarantine(Route route, DropReason reason) {
        OptionalInt schemaId = reader.schemaId();
        quarantine.accept(new ClaimTicketDraft(
                reason, schemaId, Optional.of(route.lane().export().toString())));
    }

    @Override
    public Set<SpecScope> heldBack() {
        return routes.heldBack().scopes();
    }

    @Override
    public ExportVersion begun(String specJson) {
        return routes.begun(specJson);
    }

    @Override
    public void restored() {
        routes.addBegun(batches.lanes());
    }
}
