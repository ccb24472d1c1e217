package dev.waybill.metrics;

/**
 * The names of Waybill's own metrics, as Micrometer knows them. Prometheus shows {@code waybill_events_read_total} for
 * {@code waybill.events.read}. Alerts are built on them, so they never change.
 */
final class MetricNames {
    static final String READ = "waybill.events.read";
    static final String DELIVERED = "waybill.events.delivered";
    static final String FILTERED = "waybill.events.filtered";
    static final String DUPLICATE = "waybill.events.duplicate";
    static final String WITHHELD = "waybill.events.withheld";
    static final String UNROUTED = "waybill.events.unrouted";
    static final String QUARANTINED = "waybill.events.quarantined";
    static final String PARTS = "waybill.parts";
    static final String PART_BYTES = "waybill.parts.size";
    static final String PART_EVENTS = "waybill.parts.events";

    static final String OPEN_BATCHES = "waybill.batches.open";
    static final String BUFFERED_BYTES = "waybill.rows.buffered";
    static final String HELD_TOPICS = "waybill.export.topics.held";
    static final String HELD_BACK = "waybill.exports.held.back";
    static final String PAUSED = "waybill.exports.paused";
    static final String WAITING = "waybill.exports.held.back.wait";
    static final String REGISTRY_AVAILABLE = "waybill.registry.available";
    static final String CATALOG_AGE = "waybill.catalog.age";
    static final String CATALOG_PAUSED = "waybill.catalog.paused";
    static final String CATALOG_FAULTS = "waybill.catalog.faults";

    static final String CERTIFICATE_EXPIRES = "waybill.http.certificate.expires.timestamp";

    static final String READY = "waybill.ready";
    static final String RESTORING = "waybill.restore.remaining.records";

    static final String RECEIPTS_KEY_EXPIRES = "waybill.receipts.key.expires.timestamp";
    static final String RECEIPTS = "waybill.receipts";
    static final String RECEIPTS_OVERDUE = "waybill.receipts.overdue";
    static final String RECEIPT_FAULTS = "waybill.receipts.faults";
    static final String LEDGER_PASSED_AGE = "waybill.ledger.passed.age";

    static final String BUILD = "waybill.build.info";
    static final String VERSION = "version";
    static final String REVISION = "revision";

    static final String TENANT = "tenant";
    static final String EXPORT = "export";
    static final String REASON = "reason";

    static final String KIND = "kind";
    static final String SOURCE = "source";
    static final String PARTITION = "partition";

    private MetricNames() {}
}
