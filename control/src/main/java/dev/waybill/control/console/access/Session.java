package dev.waybill.control.console.access;

import java.time.Instant;

/**
 * Somebody who has logged in with a token.
 *
 * @param entry the token that opened it; the session ends with it
 * @param formToken what a form of this session holds
 * @param opened when
 */
public record Session(TokenEntry entry, String formToken, Instant opened) {
    public Caller caller() {
        return entry.caller();
    }

    @Override
    public String toString() {
        return "session of " + entry;
    }
}
