package dev.waybill.ledger;

/** Who says when a record arrived. */
public enum Stamped {
    /** The broker, when it appends the record. */
    BROKER,
    /** The producer, so it is its claim. */
    PRODUCER
}
