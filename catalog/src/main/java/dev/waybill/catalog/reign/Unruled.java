package dev.waybill.catalog.reign;

/** Why no version of an export rules an event. Each reason is counted on its own. */
public enum Unruled implements Ruling {
    /** The catalog has no such tenant. */
    UNKNOWN_TENANT,
    /** The tenant has no such export. */
    UNKNOWN_EXPORT,
    /** The event is older than the export's first reign: {@code replay} delivers it, or nothing does. */
    BEFORE_FIRST,
    /** The export was switched off at that time. */
    DISABLED,
    /** The export did not exist any more at that time. */
    REMOVED,
    /** The tenant's record cannot be read, so that nobody can tell: the event goes to quarantine. */
    UNDECIDABLE
}
