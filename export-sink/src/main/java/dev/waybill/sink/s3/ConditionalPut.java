package dev.waybill.sink.s3;

import dev.waybill.spec.destination.S3Destination;

/**
 * Whether objects are put with {@code If-None-Match: *}, so that a repeated delivery leaves no second version behind.
 */
public enum ConditionalPut {
    /** On AWS itself, not on endpoints of other stores. */
    AUTO,
    ALWAYS,
    NEVER;

    boolean appliesTo(S3Destination destination) {
        return this == ALWAYS || (this == AUTO && destination.endpoint().isEmpty());
    }
}
