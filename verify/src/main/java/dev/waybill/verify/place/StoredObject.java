package dev.waybill.verify.place;

import java.time.Instant;

/**
 * An object of a listing.
 *
 * @param name relative to the place
 * @param size in bytes
 * @param revision what changes when the object is written again: an ETag, or a file's time
 * @param stored when it was written, as the store says
 */
public record StoredObject(String name, long size, String revision, Instant stored) {}
