package dev.waybill.redact;

import dev.waybill.kind.redaction.KeyReference;

/** Resolves references to secrets, such as <code>${env:ACME_HMAC}</code>. */
@FunctionalInterface
public interface SecretLookup {
    /**
     * The secret a reference stands for. Nobody may log it or put it into a message.
     *
     * @throws IllegalArgumentException if there is no such secret; the message names the reference only
     */
    String secret(String reference);

    /**
     * The key of pseudonyms that a spec means.
     *
     * @throws IllegalArgumentException if there is none, or it is too short, or another one than the spec states; the
     *     message names the reference and fingerprints only
     */
    default HashKey key(KeyReference meant) {
        return HashKey.of(meant.reference(), secret(meant.reference())).checked(meant);
    }
}
