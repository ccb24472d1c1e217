package dev.waybill.verify.check;

import dev.waybill.verify.receipt.EventSum;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sum that a receipt states for one of its windows, and what its objects have given so far. Confined to one thread. */
final class StatedSum {
    private final ReceiptEntry receipt;
    private final Instant window;
    private final EventSum stated;
    private final long parts;
    private EventSum found = EventSum.ZERO;
    private long read;
    private @Nullable String unknown;

    StatedSum(ReceiptEntry receipt, Instant window, EventSum stated, long parts) {
        this.receipt = receipt;
        this.window = window;
        this.stated = stated;
        this.parts = parts;
    }

    ReceiptEntry receipt() {
        return receipt;
    }

    Instant window() {
        return window;
    }

    void add(Rows rows) {
        read++;
        if (rows instanceof Rows.Summed summed) {
            found = found.plus(summed.sum());
        } else if (rows instanceof Rows.Counted counted) {
            unknown = counted.reason();
        }
    }

    /** Whether all of its objects could be read; what happened to the others has been found. */
    boolean isRead() {
        return read == parts;
    }

    /** Why it cannot be told, though all objects could be read. */
    Optional<String> unknown() {
        return Optional.ofNullable(unknown);
    }

    boolean isRight() {
        return found.equals(stated);
    }
}
