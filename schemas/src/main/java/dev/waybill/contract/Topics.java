package dev.waybill.contract;

import java.util.Optional;
import java.util.stream.Stream;

/** Every topic name Waybill uses is made here and nowhere else. */
public final class Topics {
    /** Carries the parts of all exports with {@code delivery: shared}. */
    public static final String SHARED_DELIVERY = "waybill.delivery";
    /** Carries claim tickets for events that could not be processed; platform only. */
    public static final String QUARANTINE = "waybill.quarantine";

    /** Holds every tenant's exports with their versions and reigns, and what all processes must know beside; compacted. */
    public static final String CATALOG = "waybill.catalog";

    /** Says, batch by batch, what was read, delivered and left out, and up to when each source partition is done. */
    public static final String LEDGER = "waybill.ledger";

    /** Fixed for ever: an export's entries must stay in one partition. */
    public static final int LEDGER_PARTITIONS = 8;

    /** The name of the Streams store that holds receipts until they are complete. */
    public static final String RECEIPTS_STORE = "receipts";

    /** Says what the sink has delivered, held back and refused. */
    public static final String DELIVERIES = "waybill.deliveries";

    /** Fixed for ever: what is said about an export must stay in one partition. */
    public static final int DELIVERIES_PARTITIONS = 8;

    private static final String DEDICATED_PREFIX = "export.";
    private static final String PARKED_PREFIX = "waybill.parked.";

    private Topics() {}

    /** The topic of input events of this source. */
    public static String input(Source source) {
        return switch (source) {
            case DOWNLOAD -> "download-events";
            case AUDIT -> "audit-events";
        };
    }

    /** The topic that holds the input events of this source again, keyed by their tenant; only with {@code repartition}. */
    public static String byTenant(Source source) {
        return "waybill." + input(source) + "-by-tenant";
    }

    /** The input topic whose events this topic holds again; empty for every other topic. */
    public static Optional<String> copiedTo(String topic) {
        return Stream.of(Source.values())
                .filter(source -> byTenant(source).equals(topic))
                .map(Topics::input)
                .findFirst();
    }

    /** The changelog of {@link #RECEIPTS_STORE}; it has as many partitions as the ledger, for ever. */
    public static String receiptsChangelog(String applicationId) {
        return applicationId + "-" + RECEIPTS_STORE + "-changelog";
    }

    /** The topic that an export's parts are emitted to. */
    public static String delivery(ExportId id, Delivery delivery) {
        return delivery == Delivery.SHARED ? SHARED_DELIVERY : dedicated(id);
    }

    /** The topic of an export with {@code delivery: dedicated}; it has one partition. */
    public static String dedicated(ExportId id) {
        return DEDICATED_PREFIX + id.tenant() + "." + id.export();
    }

    /** The partition of a delivery topic with this many that holds everything of the export, in order. */
    public static int partition(ExportId id, int partitions) {
        return Math.floorMod(id.toString().hashCode(), partitions);
    }

    /** How the topics of all exports with {@code delivery: dedicated}, and no others, begin. */
    public static String dedicatedPrefix() {
        return DEDICATED_PREFIX;
    }

    /** How the parking topics of all exports, and no others, begin. */
    public static String parkedPrefix() {
        return PARKED_PREFIX;
    }

    /** A regular expression, in Java's syntax, that matches every dedicated export topic and the shared one. */
    public static String deliveryPattern() {
        return "export\\.[a-z0-9-]+\\.[a-z0-9-]+|waybill\\.delivery";
    }

    /** A regular expression, in Java's syntax, that matches the parking topic of every export. */
    public static String parkedPattern() {
        return "waybill\\.parked\\.[a-z0-9-]+\\.[a-z0-9-]+";
    }

    /** Where parts of an export on the shared topic wait while its destination stays broken. */
    public static String parked(ExportId id) {
        return PARKED_PREFIX + id.tenant() + "." + id.export();
    }
}
