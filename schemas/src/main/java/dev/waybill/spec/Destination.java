package dev.waybill.spec;

import java.util.Map;

/** Where an export's objects go. */
public sealed interface Destination permits S3Destination, FileDestination {
    /** Prefix of every object's name, without leading or trailing slash; empty for none. */
    String prefix();

    /** The keys and values as {@link DestinationReader} reads them, sorted, defaults explicit, absent values left out. */
    Map<String, Object> tree();
}
