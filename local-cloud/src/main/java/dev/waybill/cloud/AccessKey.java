package dev.waybill.cloud;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * An access key of the local store and token service.
 *
 * @param id public half, {@code AKIA…} for users and {@code ASIA…} for sessions
 * @param secret private half; {@link #toString} hides it
 */
public record AccessKey(String id, String secret) {
    private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    public AccessKey {
        if (id.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("an access key needs an id and a secret");
        }
    }

    /** A new random key of a user. */
    public static AccessKey generate() {
        return generate("AKIA");
    }

    static AccessKey generate(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < 16; i++) {
            id.append(ID_ALPHABET.charAt(RANDOM.nextInt(ID_ALPHABET.length())));
        }
        return new AccessKey(id.toString(), randomText(30));
    }

    public static String randomText(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    @Override
    public String toString() {
        return "AccessKey[" + id + ", hidden]";
    }
}
