package dev.waybill.verify.receipt;

/**
 * An object that lists some of a window's parts, where they are too many for the receipt itself.
 *
 * @param name relative to where {@code _receipts/} stands, so it begins with that
 * @param size in bytes
 * @param parts how many it lists, from 1 on
 * @param rows those of its parts
 * @param sha256 of its bytes, lower-case hex
 */
public record Page(String name, long size, long parts, long rows, String sha256) {
    public Page {
        ObjectName.require(name);
        if (!name.startsWith(ReceiptName.FOLDER)) {
            throw new IllegalArgumentException("a page must stand among the receipts");
        }
        Whole.require("size", size);
        Whole.requireFrom(1, "parts", parts);
        Whole.require("rows", rows);
        Hex.require("sha256", sha256);
    }
}
