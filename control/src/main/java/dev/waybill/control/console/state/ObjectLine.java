package dev.waybill.control.console.state;

import dev.waybill.contract.PartKind;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One object of a window.
 *
 * @param name relative to the destination's prefix
 * @param size in bytes
 * @param sha256 of its bytes, lower-case hex
 * @param rows events that it holds; empty for a receipt
 * @param delivered when it was in the bucket; empty if the sink has not said so
 */
public record ObjectLine(
        PartKind kind, String name, long size, String sha256, OptionalLong rows, Optional<Instant> delivered) {}
