package dev.waybill.control.console.access;

import dev.waybill.contract.YamlName;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One token as the file has it: never the token itself, which is shown once, when it is made.
 *
 * @param hash see {@link TokenText#hash}, 32 bytes
 * @param expires from when on it counts no more; empty for never
 */
public record TokenEntry(Caller caller, byte[] hash, Optional<Instant> expires) {
    /** What a token's name may be, in words. */
    public static final String NAME_IN_WORDS = "1 to 63 of a-z, A-Z, 0-9 and . _ @ -, and begins with none of the four";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,62}");

    public TokenEntry {
        if (hash.length != TokenText.HASH_BYTES) {
            throw new IllegalArgumentException("a hash has " + TokenText.HASH_BYTES + " bytes");
        }
        hash = hash.clone();
    }

    /** Whether a token may be called so. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether it counts at this time. */
    boolean holdsAt(Instant now) {
        return expires.map(now::isBefore).orElse(true);
    }

    /** Whether it is the hash of this token. How long that takes does not depend on how alike two hashes are. */
    boolean hasHash(byte[] other) {
        return MessageDigest.isEqual(hash, other);
    }

    @Override
    public byte[] hash() {
        return hash.clone();
    }

    /** Without the hash: who knows it knows nothing, but it says nothing either. */
    @Override
    public String toString() {
        return "token " + caller.name() + " of role " + YamlName.of(caller.role());
    }
}
