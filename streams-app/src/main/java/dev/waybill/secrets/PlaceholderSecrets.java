package dev.waybill.secrets;

import dev.waybill.kind.redaction.KeyReference;
import dev.waybill.redact.HashKey;
import dev.waybill.redact.SecretLookup;
import dev.waybill.spec.ReferenceSyntax;

/** Stands in for secrets that are not there where specs are checked, such as in a review; redacts nothing. */
public final class PlaceholderSecrets implements SecretLookup {
    private static final String LONG_ENOUGH = "0".repeat(64);

    @Override
    public String secret(String reference) {
        ReferenceSyntax.require(reference);
        return LONG_ENOUGH;
    }

    /** One that stands for whatever key is meant. */
    @Override
    public HashKey key(KeyReference meant) {
        return HashKey.of(meant.reference(), LONG_ENOUGH);
    }
}
