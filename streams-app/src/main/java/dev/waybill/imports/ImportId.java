package dev.waybill.imports;

import dev.waybill.contract.GroupNames;

/**
 * Names one log that is imported for one tenant in one format.
 *
 * @param tenant a valid tenant id
 * @param format see {@link dev.waybill.imports.log.LogFormat#id}
 */
record ImportId(String tenant, String format) {
    /** What the groups of all logs of this tenant and format begin with. */
    String prefix() {
        return GroupNames.IMPORT_PREFIX + tenant + "." + format + ".";
    }

    /**
     * The consumer group whose offset counts the lines that are done; nothing ever joins it.
     *
     * @param log the log's name by all of its lines
     */
    String group(String log) {
        return prefix() + log;
    }

    /**
     * Lets the broker fence a second import of the same log that runs at the same time, though it has grown since.
     *
     * @param beginning the log's name by the lines up to its first event
     */
    String transactionalId(String beginning) {
        return prefix() + beginning;
    }
}
