package dev.waybill.batch;

import java.util.function.LongSupplier;

/** How much may still be emitted before other work gets its turn. */
final class SliceBudget {
    private static final int ROWS_PER_LOOK_AT_THE_CLOCK = 256;

    private final LongSupplier nanoTime;
    private final long endNanos;
    private long bytesLeft;
    private int partsLeft;
    private int flushesLeft;
    private int rowsUntilLook = ROWS_PER_LOOK_AT_THE_CLOCK;
    private boolean usedUp;

    SliceBudget(BatchSettings settings, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.endNanos = nanoTime.getAsLong() + settings.sliceTime().toNanos();
        this.bytesLeft = settings.sliceBytes();
        this.partsLeft = settings.sliceParts();
        this.flushesLeft = settings.sliceParts();
    }

    void useBytes(int bytes) {
        bytesLeft -= bytes;
        if (--rowsUntilLook == 0) {
            rowsUntilLook = ROWS_PER_LOOK_AT_THE_CLOCK;
            look();
        }
        usedUp |= bytesLeft <= 0;
    }

    void usePart() {
        partsLeft--;
        usedUp |= partsLeft <= 0;
        look();
    }

    /** The rows of a batch have been written to the store. */
    void useFlush() {
        flushesLeft--;
        usedUp |= flushesLeft <= 0;
        look();
    }

    boolean isUsedUp() {
        return usedUp;
    }

    private void look() {
        usedUp |= nanoTime.getAsLong() - endNanos >= 0;
    }
}
