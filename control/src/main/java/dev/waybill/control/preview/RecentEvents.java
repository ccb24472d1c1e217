package dev.waybill.control.preview;

import dev.waybill.contract.Source;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Where events come from. */
public interface RecentEvents {
    /**
     * The newest events of a source that are asked for, by partition in the order of their offsets.
     *
     * @param sieve says of each record whether it is asked for
     * @param cancelled asked again and again; true ends the reading
     * @throws dev.waybill.contract.ClusterException if the cluster cannot be asked
     * @throws IOException if a file cannot be read
     */
    Read read(Source source, Sieve sieve, PreviewBounds bounds, BooleanSupplier cancelled) throws IOException;

    /** Says what a record is. */
    interface Sieve {
        /** Whose event it is and when it happened; empty if nobody asks for it. */
        Optional<Sifted> sift(byte[] value);
    }

    /**
     * An event that is asked for.
     *
     * @param occurredMillis when it happened, milliseconds since the epoch
     */
    record Sifted(String tenant, long occurredMillis) {}

    /**
     * What was read.
     *
     * @param records how many, those that nobody asked for included
     * @param notes what a reader of the report must know: what was not read, and why
     */
    record Read(List<SourceEvent> events, long records, List<String> notes) {
        public Read {
            events = List.copyOf(events);
            notes = List.copyOf(notes);
        }
    }
}
