package dev.waybill.imports;

import dev.waybill.contract.GroupNames;

/**
 * Names one content that is imported for one tenant.
 *
 * @param tenant a valid tenant id
 * @param contentHash see {@link Survey#shortHash}
 */
record ImportId(String tenant, String contentHash) {
    /** The consumer group whose offset counts the lines that are done; nothing ever joins it. */
    String group() {
        return GroupNames.IMPORT_PREFIX + tenant + "." + contentHash;
    }

    /** Lets the broker fence a second import of the same content that runs at the same time. */
    String transactionalId() {
        return group();
    }
}
