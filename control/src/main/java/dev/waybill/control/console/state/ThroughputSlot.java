package dev.waybill.control.console.state;

import java.time.Duration;
import java.time.Instant;

/**
 * What all exports together did in five minutes.
 *
 * @param start of the five minutes
 * @param events in parts that were emitted
 * @param bytes of these parts
 * @param objects parts that came into buckets
 * @param delay how long after the end of their windows those of events that were on time were there, on average; zero where there
 *     were none
 * @param longestDelay the longest of these
 */
public record ThroughputSlot(
        Instant start, long events, long bytes, long objects, Duration delay, Duration longestDelay) {}
