package dev.waybill.verify.receipt;

/** Why a receipt tells nothing. */
public enum Unreadable {
    /** Not the bytes that a receipt can have. */
    NOT_CANONICAL,
    /** A newer program wrote it. */
    NEWER_FORMAT,
    /** It lacks something, or says two things that cannot both be true. */
    CONTRADICTION
}
