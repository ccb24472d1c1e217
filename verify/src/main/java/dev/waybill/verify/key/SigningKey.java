package dev.waybill.verify.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.List;

/** A private key that signs receipts. Safe for use by many threads. */
public final class SigningKey {
    private final KeyPair pair;
    private final VerifyingKey verifyingKey;

    private SigningKey(KeyPair pair) {
        this.pair = pair;
        this.verifyingKey = VerifyingKey.always(pair.getPublic());
    }

    /** A new key. */
    public static SigningKey generate() {
        return new SigningKey(Ed25519.generate());
    }

    /**
     * The key in a PKCS#8 PEM file, as {@code waybill keys make} and {@code openssl genpkey -algorithm ed25519} write it.
     *
     * @param pem the file's text
     * @throws KeyException if it holds no private key, several, or one of another kind; never quotes the text
     */
    public static SigningKey parse(String pem) throws KeyException {
        List<Pem.Block> blocks = Pem.blocks(pem);
        if (blocks.stream().anyMatch(block -> block.label().equals("ENCRYPTED PRIVATE KEY"))) {
            throw new KeyException("is encrypted; give the key without a passphrase, readable by its owner only");
        }
        List<Pem.Block> keys = blocks.stream()
                .filter(block -> block.label().equals(Pem.PRIVATE))
                .toList();
        if (keys.size() != 1) {
            throw new KeyException("must hold one block -----BEGIN PRIVATE KEY-----, not " + keys.size()
                    + "; make a key with: waybill keys make");
        }
        return new SigningKey(Ed25519.pair(keys.get(0).bytes()));
    }

    /** What {@link VerifyingKey#id()} of its public half says. */
    public String id() {
        return verifyingKey.id();
    }

    /** The public half. */
    public VerifyingKey verifyingKey() {
        return verifyingKey;
    }

    /** The signature, 64 bytes; the same for the same message (RFC 8032). */
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(Ed25519.NAME);
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was read can sign", e);
        }
    }

    /** For a {@code -----BEGIN PRIVATE KEY-----} file, which only its owner may read. */
    public String privatePem() {
        return Pem.text(Pem.PRIVATE, pair.getPrivate().getEncoded());
    }

    @Override
    public String toString() {
        return "SigningKey[" + id() + "]";
    }
}
