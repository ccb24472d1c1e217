package dev.waybill.wire.avro;

import dev.waybill.event.Event;
import dev.waybill.wire.rule.RefusedException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads one value of the writer's schema and sets the fields it belongs to, or none. */
@FunctionalInterface
interface AvroStep {
    void read(AvroInput in, Event into) throws RefusedException;

    /** Reads a value of no bytes. */
    static AvroStep nothing() {
        return (in, into) -> {};
    }

    /** Stands where writer and reader do not fit; harmless in a union branch that never occurs. */
    static AvroStep incompatible() {
        return (in, into) -> {
            throw RefusedException.INCOMPATIBLE_SCHEMA;
        };
    }

    /** The branch whose index comes first. */
    static AvroStep union(AvroStep... branches) {
        return (in, into) -> branches[in.readIndex(branches.length)].read(in, into);
    }

    /** A step that is made when it is first taken: schemas may name themselves, and be nested deeper than any value. */
    static AvroStep late(Supplier<AvroStep> made) {
        return new AvroStep() {
            private @Nullable AvroStep step;

            @Override
            public void read(AvroInput in, Event into) throws RefusedException {
                if (step == null) {
                    step = made.get();
                }
                step.read(in, into);
            }
        };
    }
}
