package dev.waybill.secrets;

import dev.waybill.kind.redaction.KeyFingerprint;
import dev.waybill.kind.redaction.KeyReference;
import dev.waybill.redact.HashKey;
import dev.waybill.redact.SecretLookup;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps each secret as it was when it was asked for first. All partitions of a process then redact alike, and a file that
 * goes away while the application runs stops nobody.
 *
 * <p>A key whose fingerprint is stated is kept by that: where a spec means another one, the secret is read again. So a file
 * with a new key serves a new version at once, while windows of the old version go on with the old key. Thread-safe.
 */
public final class SecretsAtStart implements SecretLookup {
    private final SecretLookup secrets;
    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final Map<StatedKey, HashKey> keys = new ConcurrentHashMap<>();

    public SecretsAtStart(SecretLookup secrets) {
        this.secrets = secrets;
    }

    @Override
    public String secret(String reference) {
        return known.computeIfAbsent(reference, secrets::secret);
    }

    @Override
    public HashKey key(KeyReference meant) {
        Optional<KeyFingerprint> stated = meant.fingerprint();
        return stated.isEmpty()
                ? SecretLookup.super.key(meant)
                : keys.computeIfAbsent(new StatedKey(meant.reference(), stated.get()), missing -> secrets.key(meant));
    }

    @Override
    public String toString() {
        return "SecretsAtStart";
    }

    private record StatedKey(String reference, KeyFingerprint fingerprint) {}
}
