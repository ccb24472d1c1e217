package dev.waybill.event;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Makes events of records' values, whatever their wire form; for use by one thread. */
public interface Decoder {
    /** The type of the events that are decoded. */
    EventType eventType();

    /**
     * Decodes {@code value} into {@code into}, whose text then refers to {@code value}: neither may change while it is used.
     *
     * @return why the event must be dropped, and then {@code into} is all null; empty if it was decoded and has a valid
     *     tenant, an id and a time
     * @throws TryAgainException if what is needed to decode it is away for now
     */
    Optional<DropReason> decode(byte @Nullable [] value, Event into);

    /** The id of the schema that the last value was, or claimed to be, written with; empty where it names none. */
    OptionalInt schemaId();

    /** The path of the field that the last value was refused for; empty where it was not refused, or for no single field. */
    Optional<String> refusedField();
}
