package dev.waybill.local.sample;

import dev.waybill.contract.Source;
import java.time.Instant;

/**
 * A record for an input topic. Its {@link #value} is not copied and must not be changed.
 *
 * @param source decides the topic
 * @param key the tenant's id, for placement
 * @param timestamp when it arrives
 * @param value an event in one of the wire forms, or something that only looks like one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SampleRecord(Source source, String key, Instant timestamp, byte[] value) {}
