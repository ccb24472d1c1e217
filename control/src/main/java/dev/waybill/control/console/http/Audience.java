package dev.waybill.control.console.http;

import dev.waybill.control.console.access.Caller;

/** Who may ask for something; the frame refuses everybody else before an operation is asked. */
public enum Audience {
    /** Everybody, without a token. */
    PUBLIC("everybody, without a token"),
    /** Operators. */
    OPERATORS("operators"),
    /** Operators, and the tenant that the path names. */
    OWN_TENANT("operators, and the tenant that the path names"),
    /** Operators and tenants; the operation itself answers with what the caller may see, see {@link Caller#sees}. */
    EVERY_TOKEN("operators, and tenants, who get what is theirs");

    private final String words;

    Audience(String words) {
        this.words = words;
    }

    /** For the OpenAPI document. */
    String words() {
        return words;
    }
}
