package dev.waybill.topology;

import dev.waybill.batch.Batch;
import dev.waybill.batch.ExportOutput;
import dev.waybill.batch.PartitionBatches;
import dev.waybill.contract.Limits;
import dev.waybill.event.DropReason;
import dev.waybill.event.Event;
import dev.waybill.format.RowBuffer;
import dev.waybill.kafka.ClaimTicketDraft;
import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.kafka.RecordPath;
import dev.waybill.wire.EventDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The path of an event, from the record's value to a row in a batch; one instance per source partition. Reads top to
 * bottom: read the event, route it to the tenant's exports, select, redact, format, batch. Closing windows and emitting
 * parts is the business of {@link PartitionBatches}.
 */
final class EventPath implements RecordPath {
    private final EventDecoder decoder;
    private final Duration futureSkew;
    private final Routes routes;
    private final PartitionBatches batches;
    private final Consumer<ClaimTicketDraft> quarantine;
    private final DeliveryMetrics metrics;

    private final Event event;
    private final Event redacted;
    private final RowBuffer row = new RowBuffer();
    /** What made {@link #redacted} and {@link #row} of the current event, and whether it could. */
    private @Nullable Rendition rendered;

    private boolean presentable;

    EventPath(
            EventDecoder decoder,
            Duration futureSkew,
            Routes routes,
            PartitionBatches batches,
            Consumer<ClaimTicketDraft> quarantine,
            DeliveryMetrics metrics) {
        this.decoder = decoder;
        this.futureSkew = futureSkew;
        this.routes = routes;
        this.batches = batches;
        this.quarantine = quarantine;
        this.metrics = metrics;
        this.event = new Event(decoder.eventType());
        this.redacted = new Event(decoder.eventType());
    }

    @Override
    public void accept(long offset, long arrivalMillis, byte @Nullable [] value) {
        batches.begin(offset, arrivalMillis);
        if (!batches.isRefused()) {
            judge(arrivalMillis, value);
        }
        batches.end();
    }

    private void judge(long arrivalMillis, byte @Nullable [] value) {
        rendered = null;
        Optional<DropReason> refused = read(decoder, value, event, arrivalMillis, futureSkew);
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
            quarantine.accept(new ClaimTicketDraft(reason, decoder.schemaId(), Optional.empty()));
        }
    }

    /** Reads the event, and answers why it cannot be delivered to anybody. */
    static Optional<DropReason> read(
            EventDecoder decoder, byte @Nullable [] value, Event event, long arrivalMillis, Duration futureSkew) {
        Optional<DropReason> refused = decoder.decode(value, event);
        if (refused.isEmpty() && event.occurredAtMicros() / 1000 > arrivalMillis + futureSkew.toMillis()) {
            return Optional.of(DropReason.IN_THE_FUTURE);
        }
        return refused;
    }

    private void route(String tenant) {
        boolean routed = false;
        for (Route route : routes.of(tenant)) {
            routed |= batches.isSettled(route.lane()) || deliver(route);
        }
        if (!routed) {
            metrics.unrouted();
        }
    }

    /** Whether the export takes events of this time, whether or not it selects this one. */
    private boolean deliver(Route route) {
        Optional<Batch> begun = route.begunAmongVersions(event.occurredAtMicros());
        if (begun.isPresent()) {
            deliver(route, begun.get());
            return true;
        }
        if (route.takesNewWindows()) {
            RoutedExport export = route.current();
            deliver(
                    route,
                    batches.batch(route.lane(), export.windowAt(event.occurredAtMicros()), export.output()));
            return true;
        }
        return false;
    }

    private void deliver(Route route, Batch batch) {
        if (batches.isComplete()) {
            batch.countFiltered();
            return;
        }
        RoutedExport export = route.version(batch.configVersion());
        switch (export.select(event)) {
            case TAKEN -> append(route, export, batch);
            case LEFT_OUT -> batch.countFiltered();
            case FAILED -> withhold(route, batch, DropReason.FILTER_FAILED);
        }
    }

    private void append(Route route, RoutedExport export, Batch batch) {
        if (!redactAndFormat(export.rendition())) {
            withhold(route, batch, DropReason.REDACTION_FAILED);
        } else if (row.length() > Limits.MAX_PART_SIZE) {
            withhold(route, batch, DropReason.TOO_LARGE);
        } else {
            batch.append(event, row);
        }
    }

    /** Makes the event's row, unless the export before this one has made the same; false where it must be withheld. */
    private boolean redactAndFormat(Rendition rendition) {
        if (rendition != rendered) {
            rendered = rendition;
            redacted.copyFrom(event);
            row.clear();
            presentable = rendition.render(redacted, row);
        }
        return presentable;
    }

    private void withhold(Route route, Batch batch, DropReason reason) {
        batch.countWithheld();
        OptionalInt schemaId = decoder.schemaId();
        quarantine.accept(new ClaimTicketDraft(
                reason, schemaId, Optional.of(route.lane().export().toString())));
    }

    @Override
    public ExportOutput output(String specJson) {
        return routes.bind(specJson).output();
    }

    @Override
    public void restored() {
        routes.addBegun(batches.exportsInUse(), batches.specsInUse().values());
    }
}
