package dev.waybill.catalog.topic;

import dev.waybill.catalog.plan.Refused;

/** The change is refused, by the guard or because it cannot be made; nothing was written. */
public record Rejected(Refused refused) implements Outcome {}
