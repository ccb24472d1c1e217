package dev.waybill.topology;

import dev.waybill.event.DropReason;
import dev.waybill.event.Event;
import dev.waybill.registry.RegistryUnavailableException;
import dev.waybill.wire.EventDecoder;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads events from records' values, and refuses what cannot be delivered to anybody; confined to one thread. */
final class EventReader {
    private final EventDecoder decoder;
    private final Duration futureSkew;
    private final Faults faults = new Faults();

    /**
     * Makes a reader.
     *
     * @param futureSkew how far an event's time may be ahead of its arrival
     */
    EventReader(EventDecoder decoder, Duration futureSkew) {
        this.decoder = decoder;
        this.futureSkew = futureSkew;
    }

    /** An event to read into. */
    Event newEvent() {
        return new Event(decoder.eventType());
    }

    /**
     * Reads the event, and answers why it cannot be delivered to anybody.
     *
     * @param arrivalMillis when the record arrived, milliseconds since the epoch
     * @throws RegistryUnavailableException if the writer's schema cannot be had now; the record can be tried again
     */
    Optional<DropReason> read(byte @Nullable [] value, Event into, long arrivalMillis) {
        try {
            Optional<DropReason> refused = decoder.decode(value, into);
            return refused.isEmpty() && into.occurredAtMicros() / 1000 > arrivalMillis + futureSkew.toMillis()
                    ? Optional.of(DropReason.IN_THE_FUTURE)
                    : refused;
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of(faults.found(e));
        }
    }

    /** The id of the schema that the last value was written with, where it names one. */
    OptionalInt schemaId() {
        return decoder.schemaId();
    }
}
