package dev.waybill.delivery;

import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.event.Decoder;
import dev.waybill.event.DropReason;
import dev.waybill.event.Event;
import dev.waybill.event.TryAgainException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads events from records' values, and refuses what cannot be delivered to anybody; confined to one thread. */
public final class EventReader {
    private static final long MICROS_PER_MILLI = 1_000;

    private final Decoder decoder;
    private final CatalogAtHand catalog;
    private final Consumer<Throwable> faults;

    /**
     * Makes a reader.
     *
     * @param catalog says how far an event's time may be from its arrival
     * @param faults is told of faults of our own that an event brings to light
     */
    public EventReader(Decoder decoder, CatalogView catalog, Consumer<Throwable> faults) {
        this(decoder, new CatalogAtHand(catalog), faults);
    }

    EventReader(Decoder decoder, CatalogAtHand catalog, Consumer<Throwable> faults) {
        this.decoder = decoder;
        this.catalog = catalog;
        this.faults = faults;
    }

    /** An event to read into. */
    Event newEvent() {
        return new Event(decoder.eventType());
    }

    /**
     * Reads the event, and answers why it cannot be delivered to anybody.
     *
     * @param arrivalMillis when the record arrived, milliseconds since the epoch
     * @throws TryAgainException if what is needed to read it is away for now; the record can be tried again
     */
    Optional<DropReason> read(byte @Nullable [] value, Event into, long arrivalMillis) {
        catalog.look();
        try {
            Optional<DropReason> refused = decoder.decode(value, into);
            return refused.isEmpty() ? tooFarFrom(arrivalMillis, into) : refused;
        } catch (TryAgainException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            faults.accept(e);
            return Optional.of(DropReason.PROCESSING_FAILED);
        }
    }

    /** Depends on the record alone, and on what held when it arrived. */
    private Optional<DropReason> tooFarFrom(long arrivalMillis, Event event) {
        PlatformSettings settings = catalog.settingsAt(arrivalMillis * MICROS_PER_MILLI);
        long occurredMillis = Math.floorDiv(event.occurredAtMicros(), MICROS_PER_MILLI);
        if (occurredMillis > arrivalMillis + settings.futureSkew().toMillis()) {
            return Optional.of(DropReason.IN_THE_FUTURE);
        }
        return occurredMillis < arrivalMillis - settings.history().toMillis()
                ? Optional.of(DropReason.TOO_OLD)
                : Optional.empty();
    }

    /** The id of the schema that the last value was written with, where it names one. */
    OptionalInt schemaId() {
        return decoder.schemaId();
    }

    /** The ticket of the last value, which no export can take. */
    ClaimTicketDraft refused(DropReason reason) {
        return new ClaimTicketDraft(reason, decoder.refusedField(), decoder.schemaId(), Optional.empty());
    }
}
