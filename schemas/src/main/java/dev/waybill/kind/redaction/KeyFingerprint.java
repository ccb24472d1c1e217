package dev.waybill.kind.redaction;

import java.util.regex.Pattern;

/**
 * Tells keys of pseudonyms apart and says no more of a key than its pseudonyms do: the first {@link #DIGITS} hexadecimal digits
 * of HMAC-SHA-256, keyed with the key, over {@link #TEXT}. See {@code docs/adr/0025-a-key-is-known-by-its-fingerprint.md}.
 *
 * @param hex 12 lower-case hexadecimal digits
 */
public record KeyFingerprint(String hex) {
    /** What is hashed; ASCII. Never to be changed: every fingerprint in every spec is made of it. */
    public static final String TEXT = "waybill:hash-key-fingerprint";

    public static final int DIGITS = 12;
    private static final Pattern SYNTAX = Pattern.compile("[0-9a-f]{" + DIGITS + "}");

    public KeyFingerprint {
        if (!isFingerprint(hex)) {
            throw new IllegalArgumentException("fingerprint must be 12 lower-case hexadecimal digits;"
                    + " print it with: ./waybill hash-keys fingerprint REFERENCE");
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
