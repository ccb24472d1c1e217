package dev.waybill.catalog.record;

/** A key that this program does not know; a newer one may have written it. */
public record UnknownKey(String text) implements CatalogKey {}
