package dev.waybill.redact;

import dev.waybill.kind.redaction.KeyFingerprint;
import dev.waybill.kind.redaction.KeyReference;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key that pseudonyms are made with: the UTF-8 bytes of a secret. Shows itself nowhere. Immutable. */
public final class HashKey {
    private static final int MIN_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final KeyFingerprint fingerprint;

    private HashKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, ALGORITHM);
        byte[] hash = mac().doFinal(KeyFingerprint.TEXT.getBytes(StandardCharsets.US_ASCII));
        this.fingerprint = new KeyFingerprint(HexFormat.of().formatHex(hash).substring(0, KeyFingerprint.DIGITS));
    }

    /**
     * The key that a secret is.
     *
     * @param reference to the secret, for the message
     * @throws IllegalArgumentException if it is too short
     */
    public static HashKey of(String reference, String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < MIN_BYTES) {
            throw new IllegalArgumentException("the secret " + reference + " is shorter than " + MIN_BYTES
                    + " bytes; make one with: openssl rand -hex 32");
        }
        return new HashKey(bytes);
    }

    /** Tells it from other keys. */
    public KeyFingerprint fingerprint() {
        return fingerprint;
    }

    /**
     * This key, if it is the one that is meant.
     *
     * @throws IllegalArgumentException if it is not; the message has the reference and both fingerprints
     */
    public HashKey checked(KeyReference meant) {
        meant.fingerprint().filter(stated -> !stated.equals(fingerprint)).ifPresent(stated -> {
            throw new IllegalArgumentException("the key " + meant.reference() + " has the fingerprint " + fingerprint
                    + ", but the spec states " + stated
                    + "; give this process the key that the spec means, a new key needs a new version of the spec");
        });
        return this;
    }

    /** A new one, for one thread. */
    Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "HashKey with fingerprint " + fingerprint;
    }
}
