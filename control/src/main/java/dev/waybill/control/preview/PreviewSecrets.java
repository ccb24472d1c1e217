package dev.waybill.control.preview;

import dev.waybill.kind.redaction.KeyReference;
import dev.waybill.redact.HashKey;
import dev.waybill.redact.SecretLookup;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/**
 * The secrets that are at hand, and in place of a key that is missing a random one: so a preview needs no key, and its hashes
 * tell nobody anything. A key that is another one than the spec states is refused as ever.
 */
final class PreviewSecrets implements SecretLookup {
    private static final int BYTES = 32;

    private final SecretLookup secrets;
    private final Set<String> missing = new TreeSet<>();
    private final String random;

    PreviewSecrets(SecretLookup secrets) {
        this.secrets = secrets;
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        this.random = HexFormat.of().formatHex(bytes);
    }

    @Override
    public String secret(String reference) {
        return secrets.secret(reference);
    }

    @Override
    public HashKey key(KeyReference meant) {
        String secret;
        try {
            secret = secrets.secret(meant.reference());
        } catch (IllegalArgumentException e) {
            missing.add(meant.reference());
            return HashKey.of(meant.reference(), random);
        }
        return HashKey.of(meant.reference(), secret).checked(meant);
    }

    /** References to the keys that were replaced. */
    Set<String> missing() {
        return missing;
    }

    @Override
    public String toString() {
        return "PreviewSecrets";
    }
}
