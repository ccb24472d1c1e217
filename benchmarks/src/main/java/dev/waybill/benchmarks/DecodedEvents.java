package dev.waybill.benchmarks;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.event.Event;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.wire.EventDecoder;
import java.util.stream.IntStream;

/** Standard events, as bytes and decoded, enough of them that branches are not learnt by heart. */
final class DecodedEvents {
    static final int COUNT = 1024;

    private static final long SEED = 20260304;
    private static final int TENANTS = 100;
    private static final long FIRST_MICROS = 1_772_600_000_000_000L;

    private DecodedEvents() {}

    /** The values of {@link #COUNT} records. */
    static byte[][] avro() {
        StandardEvents events = new StandardEvents(SEED, TENANTS);
        return IntStream.range(0, COUNT)
                .mapToObj(i -> events.event(events.tenant(), FIRST_MICROS + i))
                .toArray(byte[][]::new);
    }

    /** A decoder that knows the schema of {@link #avro}. */
    static EventDecoder decoder() {
        InMemorySchemaLookup schemas = new InMemorySchemaLookup();
        if (schemas.register(EventSchemas.schema(Source.DOWNLOAD)) != StandardEvents.SCHEMA_ID) {
            throw new IllegalStateException("the first schema must get the id of the standard events");
        }
        return new EventDecoder(EventSchemas.schema(Source.DOWNLOAD), schemas);
    }

    /** The events of {@link #avro}, all of the type of {@code decoder}. */
    static Event[] decoded(EventDecoder decoder) {
        byte[][] values = avro();
        Event[] events = new Event[values.length];
        for (int i = 0; i < values.length; i++) {
            events[i] = new Event(decoder.eventType());
            if (decoder.decode(values[i], events[i]).isPresent()) {
                throw new IllegalStateException("a standard event cannot be decoded");
            }
        }
        return events;
    }
}
