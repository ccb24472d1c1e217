package dev.waybill.control.console.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tokens that are valid now, wherever they come from. Thread-safe; an answer is at hand. */
@FunctionalInterface
public interface Tokens {
    /** All of them, the expired ones included. */
    List<TokenEntry> entries();

    /** The entry of this token, if it counts at this time. How long it takes does not depend on how alike two hashes are. */
    default Optional<TokenEntry> find(String token, Instant now) {
        byte[] hash = TokenText.hash(token);
        Optional<TokenEntry> found = Optional.empty();
        for (TokenEntry entry : entries()) {
            if (entry.hasHash(hash)) {
                found = Optional.of(entry);
            }
        }
        return found.filter(entry -> entry.holdsAt(now));
    }

    /** Whether an entry that was found before is still among them, and counts. */
    default boolean holds(TokenEntry before, Instant now) {
        byte[] hash = before.hash();
        return entries().stream()
                .anyMatch(entry -> entry.hasHash(hash) && entry.caller().equals(before.caller()) && entry.holdsAt(now));
    }
}
