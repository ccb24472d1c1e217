package dev.waybill.sink.part;

import dev.waybill.contract.ExportId;

/**
 * An object to be written: a finished part, as its record describes it.
 *
 * @param export whose it is
 * @param path relative to the destination's prefix, checked by {@link ObjectPath}
 * @param contentType media type
 * @param sha256 of the content, lower-case hex, as the header claims; not yet compared with the content
 * @param content the object's bytes; not to be written to
 */
public record ExportObject(ExportId export, String path, String contentType, String sha256, byte[] content) {
    /** Leaves the content out: it never reaches a log. */
    @Override
    public String toString() {
        return "ExportObject[" + export + " " + path + " " + content.length + " bytes]";
    }
}
