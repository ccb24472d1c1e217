package dev.waybill.verify.place;

/**
 * An object of a listing.
 *
 * @param name relative to the place
 * @param size in bytes
 * @param revision what changes when the object is written again: an ETag, or a file's time
 */
public record StoredObject(String name, long size, String revision) {}
