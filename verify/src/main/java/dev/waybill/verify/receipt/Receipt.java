package dev.waybill.verify.receipt;

/**
 * A receipt that was read.
 *
 * @param statement what it says
 * @param link its place in the chain
 * @param hash SHA-256 of its bytes, lower-case hex
 */
public record Receipt(Statement statement, ChainLink link, String hash) {}
