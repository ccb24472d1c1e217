package dev.waybill.verify.check;

import dev.waybill.verify.receipt.SignedReceipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the reader knows from elsewhere. Without it, a place from which the newest windows were cut off looks like one where
 * they have not been delivered yet.
 *
 * @param now the reader's clock: nothing can be of later than that
 * @param until every window that ended by then must have its receipt; empty if that is not asked
 * @param tenant whose receipts these must be; empty for those of the first receipt
 * @param known receipts that must be there
 */
public record Expectations(Instant now, Optional<Instant> until, Optional<String> tenant, List<SignedReceipt> known) {
    public Expectations {
        known = List.copyOf(known);
    }

    /** Nothing but the time. */
    public static Expectations at(Instant now) {
        return new Expectations(now, Optional.empty(), Optional.empty(), List.of());
    }
}
