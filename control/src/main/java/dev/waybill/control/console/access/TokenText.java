package dev.waybill.control.console.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A token: {@code wbt_} and 256 random bits in Base64 for URLs. Its hash is a plain SHA-256: what has so many random bits is
 * not found by trying, so a slow hash would only slow the console down.
 */
public final class TokenText {
    static final int HASH_BYTES = 32;

    private static final String PREFIX = "wbt_";
    private static final int RANDOM_BYTES = 32;
    private static final Pattern SYNTAX = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private TokenText() {}

    /** A new token; the caller shows it once, to its owner only. */
    public static String newToken() {
        return PREFIX + newSecret();
    }

    /** 256 random bits as text. */
    static String newSecret() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether a text can be a token at all. */
    public static boolean isToken(String text) {
        return SYNTAX.matcher(text).matches();
    }

    /** SHA-256 of the text's UTF-8. */
    public static byte[] hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256. */
    public static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
