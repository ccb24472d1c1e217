package dev.waybill.sink.part;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartKind;

/**
 * An object to be written: a finished part or a receipt, as its record describes it.
 *
 * @param export whose it is
 * @param kind what it is
 * @param path relative to the destination's prefix, checked by {@link ObjectPath}
 * @param contentType media type
 * @param sha256 of the content, lower-case hex, as the header claims; not yet compared with the content
 * @param content the object's bytes; not to be written to
 */
public record ExportObject(
        ExportId export, PartKind kind, String path, String contentType, String sha256, byte[] content) {
    /** Whether its name does not hang on its content, so that another object of that name may be there. */
    public boolean hasFixedName() {
        return kind == PartKind.RECEIPT;
    }

    /** Leaves the content out: it never reaches a log. */
    @Override
    public String toString() {
        return "ExportObject[" + export + " " + path + " " + content.length + " bytes]";
    }
}
