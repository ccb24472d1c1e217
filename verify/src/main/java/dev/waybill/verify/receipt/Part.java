package dev.waybill.verify.receipt;

/**
 * An object with rows.
 *
 * @param name relative to where {@code _receipts/} stands
 * @param size in bytes, as stored
 * @param rows the events it holds
 * @param sha256 of the stored bytes, lower-case hex
 */
public record Part(String name, long size, long rows, String sha256) {
    public Part {
        requireName(name);
        Whole.require("size", size);
        Whole.require("rows", rows);
        Hex.require("sha256", sha256);
    }

    static void requireName(String name) {
        ObjectName.require(name);
        if (name.startsWith(ReceiptName.FOLDER)) {
            throw new IllegalArgumentException("a part must not stand among the receipts");
        }
    }
}
