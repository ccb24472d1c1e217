package dev.waybill.receipt;

import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;

/**
 * A receipt that is to come beside those of windows as they pass: of late events, or of what showed itself afterwards.
 *
 * @param slot the hour of arrival, counted in hours since the epoch, or {@link #REVISION}
 */
record Extra(ExportId export, Window window, long slot) {
    static final long REVISION = Long.MAX_VALUE;

    static Extra revision(ExportId export, Window window) {
        return new Extra(export, window, REVISION);
    }

    boolean isRevision() {
        return slot == REVISION;
    }
}
