package dev.waybill.app.replay;

import dev.waybill.contract.PartHeaders;

/** Below a folder of the replay's own in the export's prefix, with entries of the ledger and receipts of its own. */
public record OwnFolder() implements ReplayPlace {
    static final String WORD = "beside";

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public String text(ReplayId id) {
        return PartHeaders.replayFolder(id.text()) + "/";
    }
}
