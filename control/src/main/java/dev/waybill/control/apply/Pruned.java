package dev.waybill.control.apply;

import java.util.Optional;

/**
 * What became of the topic of an export that has ended.
 *
 * @param kept why it is kept, in a few words; empty if it was deleted
 */
public record Pruned(String topic, Optional<String> kept) {}
