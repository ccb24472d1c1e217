package dev.waybill.topology;

import dev.waybill.contract.Source;
import dev.waybill.contract.YamlName;

/** The names of all steps and stores; changelog topics are named after the stores, so they must not change. */
final class StepNames {
    static final String READ = "read-";
    static final String FIND_TENANT = "find-tenant-of-";
    static final String SEND_TO_TENANT = "send-to-tenant-of-";
    static final String READ_BY_TENANT = "read-by-tenant-";
    static final String DELIVER = "deliver-";
    static final String EMIT_PARTS = "emit-parts-of-";
    static final String EMIT_QUARANTINE = "emit-quarantine-of-";
    static final String EMIT_LEDGER = "emit-ledger-of-";
    static final String BATCHES = "batches-of-";
    static final String WATCH = "watch-";
    static final String REPLAYED_PARTS = "replayed-parts-of-";
    static final String REFUSED = "refused-";
    static final String NOTE = "note-";
    static final String READ_LEDGER = "read-ledger";
    static final String READ_DELIVERIES = "read-deliveries";
    static final String ISSUE_RECEIPTS = "issue-receipts";
    static final String EMIT_RECEIPTS = "emit-receipts";

    private StepNames() {}

    /** {@code deliver-download-events}: the step's name for events of this source. */
    static String of(String step, Source source) {
        return step + YamlName.of(source) + "-events";
    }
}
