package dev.waybill.kind.redaction;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells keys of pseudonyms apart and says no more of a key than its pseudonyms do: the first 12 hexadecimal digits of the
 * pseudonym that the key gives to {@link #TEXT}. See {@code docs/adr/0025-a-key-is-known-by-its-fingerprint.md}.
 *
 * @param hex 12 lower-case hexadecimal digits
 */
public record KeyFingerprint(String hex) {
    /** What is hashed; ASCII. Never to be changed: every fingerprint in every spec is made of it. */
    public static final String TEXT = "waybill:hash-key-fingerprint";

    private static final int DIGITS = 12;
    private static final Pattern SYNTAX = Pattern.compile("[0-9a-f]{" + DIGITS + "}");
    private static final String ALGORITHM = "HmacSHA256";

    public KeyFingerprint {
        if (!isFingerprint(hex)) {
            throw new IllegalArgumentException("fingerprint must be 12 lower-case hexadecimal digits;"
                    + " print it with: ./waybill hash-keys fingerprint REFERENCE");
        }
    }

    /** The fingerprint of a key. */
    public static KeyFingerprint of(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] hash = mac.doFinal(TEXT.getBytes(StandardCharsets.US_ASCII));
            return new KeyFingerprint(HexFormat.of().formatHex(hash).substring(0, DIGITS));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Whether the text has the form of one. */
    public static boolean isFingerprint(String text) {
        return SYNTAX.matcher(text).matches();
    }

    @Override
    public String toString() {
        return hex;
    }
}
