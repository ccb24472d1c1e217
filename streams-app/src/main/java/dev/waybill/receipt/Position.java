package dev.waybill.receipt;

import dev.waybill.contract.ExportId;
import java.util.Optional;

/** How far the receipts of one export have come, in memory and in the store. */
final class Position {
    private final ExportId export;
    private final Kept kept;
    private ExportState state;
    private boolean stored;

    /** @param state as the store has it */
    Position(ExportId export, Kept kept, Optional<ExportState> state) {
        this.export = export;
        this.kept = kept;
        this.state = state.orElse(ExportState.NEW);
        this.stored = state.isPresent();
    }

    ExportState state() {
        return state;
    }

    void put(ExportState next) {
        state = next;
        stored = true;
        kept.put(export, next);
    }

    /** The store must know of the export, since it is to hold something of it. */
    void keep() {
        if (!stored) {
            put(state);
        }
    }
}
