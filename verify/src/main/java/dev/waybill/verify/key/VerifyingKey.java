package dev.waybill.verify.key;

import dev.waybill.contract.Sha256;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Optional;

/**
 * A public key that a reader believes, for a while.
 *
 * @param key an Ed25519 public key
 * @param from the first instant it may sign for; empty if there is none
 * @param until the first instant it may no longer sign for; empty if there is none
 */
public record VerifyingKey(PublicKey key, Optional<Instant> from, Optional<Instant> until) {
    private static final int ID_LENGTH = 32;

    public VerifyingKey {
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            throw new IllegalArgumentException("from must be before until");
        }
    }

    /** A key without bounds. */
    static VerifyingKey always(PublicKey key) {
        return new VerifyingKey(key, Optional.empty(), Optional.empty());
    }

    /** The key's fingerprint: the first 32 hex digits of SHA-256 over its SubjectPublicKeyInfo in DER. */
    public String id() {
        return Sha256.hex(key.getEncoded()).substring(0, ID_LENGTH);
    }

    /** Whether it may sign what is stated about this instant. */
    public boolean isValidAt(Instant instant) {
        return from.map(first -> !instant.isBefore(first)).orElse(true)
                && until.map(instant::isBefore).orElse(true);
    }

    /** Whether the signature over the message is this key's. */
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature verification = Signature.getInstance(Ed25519.NAME);
            verification.initVerify(key);
            verification.update(message);
            return verification.verify(signature);
        } catch (GeneralSecurityException e) {
            // A signature of another length, or one that is no point of the curve.
            return false;
        }
    }

    /** For {@code -----BEGIN PUBLIC KEY-----} files. */
    public String pem() {
        return Pem.text(Pem.PUBLIC, key.getEncoded());
    }
}
