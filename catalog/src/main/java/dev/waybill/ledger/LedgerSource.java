package dev.waybill.ledger;

import dev.waybill.contract.Source;

/**
 * A source partition of an application. What other applications do with the same partition stands apart.
 *
 * @param application the application id
 * @param source of the events
 * @param partition of the topic that is read, from 0 on
 */
public record LedgerSource(String application, Source source, int partition) {
    public LedgerSource {
        if (application.isEmpty()) {
            throw new IllegalArgumentException("an application has an id");
        }
        Whole.require("partition", partition);
    }
}
