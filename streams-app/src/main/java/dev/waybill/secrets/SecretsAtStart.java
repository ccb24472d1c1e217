package dev.waybill.secrets;

import dev.waybill.redact.SecretLookup;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps each secret as it was when it was asked for first. All partitions of a process then redact alike, and a file that
 * goes away while the application runs stops nobody. Thread-safe.
 */
public final class SecretsAtStart implements SecretLookup {
    private final SecretLookup secrets;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    public SecretsAtStart(SecretLookup secrets) {
        this.secrets = secrets;
    }

    @Override
    public String secret(String reference) {
        return known.computeIfAbsent(reference, secrets::secret);
    }

    @Override
    public String toString() {
        return "SecretsAtStart";
    }
}
