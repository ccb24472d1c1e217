package dev.waybill.catalog.topic;

/** What became of a change. */
public sealed interface Outcome permits Written, NothingToWrite, Overtaken, Rejected {}
