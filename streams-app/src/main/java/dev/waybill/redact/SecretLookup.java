package dev.waybill.redact;

/** Resolves references to secrets, such as <code>${env:ACME_HMAC}</code>. */
@FunctionalInterface
public interface SecretLookup {
    /**
     * The secret a reference stands for. Nobody may log it or put it into a message.
     *
     * @throws IllegalArgumentException if there is no such secret; the message names the reference only
     */
    String secret(String reference);
}
