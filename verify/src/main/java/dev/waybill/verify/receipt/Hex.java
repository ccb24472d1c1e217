package dev.waybill.verify.receipt;

import java.util.regex.Pattern;

/** Hashes as text. */
final class Hex {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private Hex() {}

    static void require(String name, String value) {
        if (!SHA256.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " must be 64 lower-case hex digits");
        }
    }
}
