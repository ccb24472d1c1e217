package dev.waybill.verify.place.s3;

/** Where requests name the bucket. */
public enum AddressStyle {
    /** In the host's name, as AWS wants it. */
    HOST,
    /** In the path, as many compatible stores want it. */
    PATH
}
