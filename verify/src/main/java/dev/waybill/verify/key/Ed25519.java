package dev.waybill.verify.key;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** The JDK's Ed25519 (RFC 8032). */
final class Ed25519 {
    static final String NAME = "Ed25519";

    private Ed25519() {}

    static KeyPair generate() {
        return generate(new SecureRandom());
    }

    /** The key that an X.509 SubjectPublicKeyInfo (RFC 8410) holds. */
    static PublicKey publicKey(byte[] der) throws KeyException {
        try {
            return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new KeyException("is not an Ed25519 public key; make one with: waybill keys make", e);
        }
    }

    /** The pair whose private half a PKCS#8 PrivateKeyInfo (RFC 8410) holds. */
    static KeyPair pair(byte[] der) throws KeyException {
        try {
            PrivateKey key = KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(der));
            byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow(() -> new KeyException("holds no key"));
            return generate(new Seed(seed));
        } catch (GeneralSecurityException e) {
            throw new KeyException("is not an Ed25519 private key; make one with: waybill keys make", e);
        }
    }

    /**
     * The JDK computes a public key only while it generates a pair: from the 32 random bytes that are the private key. So a
     * private key that is given goes in as the random bytes; whether it was taken as such is checked.
     */
    private static KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
            generator.initialize(NamedParameterSpec.ED25519, random);
            KeyPair pair = generator.generateKeyPair();
            if (random instanceof Seed seed && !seed.isIn(pair.getPrivate())) {
                throw new IllegalStateException("this Java runtime does not make Ed25519 keys of 32 random bytes");
            }
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime from 15 on has Ed25519", e);
        }
    }

    /** Gives one key's bytes as if they were random. */
    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Seed(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        boolean isIn(PrivateKey key) {
            return ((EdECPrivateKey) key)
                    .getBytes()
                    .filter(made -> Arrays.equals(made, bytes))
                    .isPresent();
        }

        @Override
        public void nextBytes(byte[] target) {
            if (target.length != bytes.length) {
                throw new IllegalStateException("this Java runtime does not make Ed25519 keys of 32 random bytes");
            }
            System.arraycopy(bytes, 0, target, 0, bytes.length);
        }
    }
}
