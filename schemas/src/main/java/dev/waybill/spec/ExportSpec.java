package dev.waybill.spec;

import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Limits;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.spec.destination.Destination;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One configured delivery of one tenant, as its YAML says it.
 *
 * @param exportId tenant and export id
 * @param source which events it reads
 * @param enabled whether it takes events at all; a disabled export finishes the windows it has begun
 * @param select which of the tenant's events it takes
 * @param redact applied in this order
 * @param format bound by {@code streams-app}
 * @param layout names its objects; bound by {@code streams-app}
 * @param schedule when windows begin and end
 * @param partSize target size of a part as stored, bytes
 * @param deduplicate whether a copy of an event delivered before is left out
 * @param statedReceipts how often it gets a receipt, where that is another than its schedule suggests
 * @param delivery which kind of topic carries its parts
 * @param destination where its objects go
 * @param connector overrides for its connector's configuration
 */
public record ExportSpec(
        ExportId exportId,
        Source source,
        boolean enabled,
        SelectSpec select,
        List<KindSpec> redact,
        KindSpec format,
        KindSpec layout,
        ScheduleSpec schedule,
        int partSize,
        boolean deduplicate,
        Optional<ReceiptCadence> statedReceipts,
        Delivery delivery,
        Destination destination,
        Map<String, String> connector) {
    /** What holds where a spec says nothing about its layout. */
    public static final KindSpec DEFAULT_LAYOUT = new KindSpec("default", Map.of());

    public ExportSpec {
        if (partSize < Limits.MIN_PART_SIZE || partSize > Limits.MAX_PART_SIZE) {
            throw new IllegalArgumentException("part-size must be from 1KiB to 16MiB");
        }
        statedReceipts = statedReceipts.filter(stated -> stated != schedule.receipts());
        redact = List.copyOf(redact);
        connector = Collections.unmodifiableMap(new TreeMap<>(connector));
    }

    /** An export whose spec says nothing about receipts. */
    public ExportSpec(
            ExportId exportId,
            Source source,
            boolean enabled,
            SelectSpec select,
            List<KindSpec> redact,
            KindSpec format,
            KindSpec layout,
            ScheduleSpec schedule,
            int partSize,
            boolean deduplicate,
            Delivery delivery,
            Destination destination,
            Map<String, String> connector) {
        this(
                exportId,
                source,
                enabled,
                select,
                redact,
                format,
                layout,
                schedule,
                partSize,
                deduplicate,
                Optional.empty(),
                delivery,
                destination,
                connector);
    }

    /** How often it gets a receipt. With a cron expression it is worked out anew each time, in milliseconds. */
    public ReceiptCadence receipts() {
        return statedReceipts.orElseGet(schedule::receipts);
    }

    /** The topic that its parts are emitted to. */
    public String topic() {
        return Topics.delivery(exportId, delivery);
    }

    /** The same export with another selection. */
    public ExportSpec withSelect(SelectSpec other) {
        return new ExportSpec(
                exportId,
                source,
                enabled,
                other,
                redact,
                format,
                layout,
                schedule,
                partSize,
                deduplicate,
                statedReceipts,
                delivery,
                destination,
                connector);
    }

    /** The same export with another destination. */
    public ExportSpec withDestination(Destination other) {
        return new ExportSpec(
                exportId,
                source,
                enabled,
                select,
                redact,
                format,
                layout,
                schedule,
                partSize,
                deduplicate,
                statedReceipts,
                delivery,
                other,
                connector);
    }

    /** The same export, switched on or off. */
    public ExportSpec withEnabled(boolean other) {
        return new ExportSpec(
                exportId,
                source,
                other,
                select,
                redact,
                format,
                layout,
                schedule,
                partSize,
                deduplicate,
                statedReceipts,
                delivery,
                destination,
                connector);
    }

    /** The same export with other redactions. */
    public ExportSpec withRedact(List<KindSpec> other) {
        return new ExportSpec(
                exportId,
                source,
                enabled,
                select,
                other,
                format,
                layout,
                schedule,
                partSize,
                deduplicate,
                statedReceipts,
                delivery,
                destination,
                connector);
    }
}
