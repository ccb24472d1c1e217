package dev.waybill.verify.receipt;

/**
 * Bytes to be stored under a name that is used once.
 *
 * @param name relative to where {@code _receipts/} stands: see {@link Statement#root()}
 * @param sha256 of the bytes, lower-case hex
 */
public record Document(String name, byte[] bytes, String sha256) {}
