package dev.waybill.control.console.access;

/** What a token may do. The name in files and answers is the lower-case constant. */
public enum Role {
    /** Sees and changes everything. */
    OPERATOR,
    /** Sees one tenant. */
    TENANT
}
