package dev.waybill.receipt;

import dev.waybill.contract.ReceiptCadence;
import dev.waybill.contract.Source;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.window.Schedule;

/**
 * What receipts must know of a version of an export.
 *
 * @param id the config-version
 * @param source whose partitions say when its windows have passed
 * @param isRead whether the application reads the events of the version; if not, nobody states its windows, and {@code source}
 *     is one that it reads
 * @param schedule what cuts its windows
 * @param edges the same, evaluated
 * @param topic that its parts are emitted to
 * @param place where its parts stand: the store and the prefix
 * @param redirected whether that is another place than its spec names
 */
record VersionTerms(
        String id,
        Source source,
        boolean isRead,
        ScheduleSpec schedule,
        Schedule edges,
        ReceiptCadence cadence,
        String topic,
        String place,
        boolean redirected) {}
