package dev.waybill.spec;

/** Where an export's objects go. */
public sealed interface Destination permits S3Destination, FileDestination {
    /** Prefix of every object's name, without leading or trailing slash; empty for none. */
    String prefix();
}
