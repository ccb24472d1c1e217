package dev.waybill.receipt;

import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.ExportId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The receipts of one export. Looks only when something has happened that may have completed a window. */
final class ExportReceipts {
    private final ExportId export;
    private final Position position;
    private final WindowReceipts windows;
    private final ExtraReceipts extras;
    private final DiscardReceipts discards;
    private final Watch watch;

    /** What the catalog has of its tenant and of it; null where it has nothing. */
    private @Nullable TenantEntry tenant;

    private @Nullable Course course;
    private boolean faulty;

    /** What was known of the catalog when it was first seen not to have the export; null if it has it. */
    private @Nullable Instant goneAt;

    /** @param state as the store has it */
    ExportReceipts(ExportId export, Kept kept, Issuer issuer, Optional<ExportState> state) {
        this.export = export;
        this.position = new Position(export, kept, state);
        this.windows = new WindowReceipts(export, kept, issuer, position);
        this.extras = new ExtraReceipts(export, kept, issuer, position);
        this.discards = new DiscardReceipts(export, kept, issuer, position);
        this.watch = new Watch(kept);
    }

    ExportId export() {
        return export;
    }

    ExportState state() {
        return position.state();
    }

    /** Whether the catalog has it. */
    boolean isBound() {
        return course != null;
    }

    /** The catalog has another record of the export's tenant than before. */
    void bind(TenantEntry entry, Course newCourse) {
        tenant = entry;
        course = newCourse;
        faulty = false;
        goneAt = null;
        windows.forgetNext();
        watch.stir();
    }

    /** The catalog does not have the export. */
    void unbind() {
        tenant = null;
        course = null;
        windows.forgetNext();
    }

    /**
     * Whether the catalog has not had it for so long that the entries which speak of it are not from somebody who has read more of
     * the catalog.
     *
     * @param knownUpTo the catalog is known up to here
     * @param margin for how long a change may be hidden from a reader that others have seen
     */
    boolean isGoneFor(Instant knownUpTo, Duration margin) {
        Instant since = goneAt == null ? knownUpTo : goneAt;
        goneAt = since;
        return Duration.between(since, knownUpTo).compareTo(margin) > 0;
    }

    @Nullable
    TenantEntry tenant() {
        return tenant;
    }

    /** Something has happened that may have completed a window. */
    void stir() {
        watch.stir();
    }

    /** The store must know of the export, since it is to hold something of it. */
    void keep() {
        goneAt = null;
        position.keep();
    }

    /** Whether it may be of use to look. */
    boolean isToBeLookedAt() {
        return course != null && !faulty && watch.isAwake();
    }

    /** When the oldest windows were due that have no receipt, milliseconds; empty if it is not known. */
    Optional<Long> nextDueMillis() {
        return windows.nextDueMillis();
    }

    /** Issues what is complete, as far as the slice goes; answers whether there may be more at once. */
    boolean look(Slice slice, ReceiptOutbox outbox) {
        Course of = course;
        TenantEntry entry = tenant;
        if (of == null || entry == null) {
            return false;
        }
        watch.reset();
        Look look = new Look(export, entry, of, slice, outbox, watch);
        try {
            windows.look(look);
            extras.look(look);
            discards.look(look);
        } catch (CannotStateException e) {
            faulty = true;
            outbox.fault(export, String.valueOf(e.getMessage()));
        }
        if (slice.isUsedUp()) {
            watch.stir();
        }
        return watch.isStirred() && !faulty;
    }
}
