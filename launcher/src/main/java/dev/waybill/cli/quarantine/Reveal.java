package dev.waybill.cli.quarantine;

/** What is shown of quarantined events. */
enum Reveal {
    /** Their tickets alone. */
    NOTHING,
    /** The events too, as they lie in their input topic. */
    CONTENT
}
