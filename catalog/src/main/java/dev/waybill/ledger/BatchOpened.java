package dev.waybill.ledger;

import java.time.Instant;

/**
 * The batch has had an event, of whatever outcome. It comes again after {@link BatchFinished} where a record that was read again after a restart is judged
 * otherwise: what follows adds to what was said before.
 *
 * @param configVersion that its events are processed under
 * @param due from when on, on the clock of the partition, nothing is added any more
 */
public record BatchOpened(LedgerSource source, LedgerBatch batch, String configVersion, Instant due)
        implements AboutBatch {}
