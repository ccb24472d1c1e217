package dev.waybill.catalog.topic;

/** The catalog is as it was wished already. */
public record NothingToWrite() implements Outcome {}
