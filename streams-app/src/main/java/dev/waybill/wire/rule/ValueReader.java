package dev.waybill.wire.rule;

import dev.waybill.event.DropReason;
import dev.waybill.event.Event;

/** Reads the values that were written with one schema. */
@FunctionalInterface
public interface ValueReader {
    /** Reads what begins at {@code from} and ends with the value. */
    void read(byte[] value, int from, Event into) throws RefusedException;

    /** Whether the schema stays what it is, so that this may be kept for it. */
    default boolean lasts() {
        return true;
    }

    /** Refuses all values, for now. */
    static ValueReader refusing(DropReason reason) {
        RefusedException refusal = new RefusedException(reason);
        return new ValueReader() {
            @Override
            public void read(byte[] value, int from, Event into) throws RefusedException {
                throw refusal;
            }

            @Override
            public boolean lasts() {
                return false;
            }
        };
    }
}
