package dev.waybill.contract;

import java.time.Duration;

/**
 * The size and time limits that producer, brokers, topics and sinks must share, in one table. All sizes are bytes.
 * See {@code docs/reference/limits.md}.
 */
public final class Limits {
    private static final int MIB = 1024 * 1024;

    /** Parts are cut when their stored size would pass this target, unless the export says otherwise. */
    public static final int DEFAULT_PART_SIZE = 8 * MIB;

    public static final int MIN_PART_SIZE = 1024;
    /** No part is ever larger than this. */
    public static final int MAX_PART_SIZE = 16 * MIB;

    /** {@code max.message.bytes} of export topics and {@code max.request.size} of the producer. */
    public static final int MAX_MESSAGE_BYTES = MAX_PART_SIZE + MIB;

    /** {@code max.message.bytes} of input topics: room for events that are too large for a part and get quarantined. */
    public static final int INPUT_MAX_MESSAGE_BYTES = 4 * MIB;

    /** {@code max.message.bytes} of the catalog: no tenant's record is larger. */
    public static final int CATALOG_MAX_MESSAGE_BYTES = 8 * MIB;

    public static final long PRODUCER_BUFFER_MEMORY = 4L * MAX_PART_SIZE + 64L * MIB;
    public static final int REPLICA_FETCH_RESPONSE_MAX_BYTES = MAX_MESSAGE_BYTES;
    public static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(300);
    public static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(60);
    public static final Duration PRODUCER_METADATA_MAX_IDLE = Duration.ofHours(25);

    private Limits() {}
}
