package dev.waybill.catalog.reign;

/** What the catalog says of an export at a time: the version that rules it, or why none does. */
public sealed interface Ruling permits Ruled, Unruled {}
