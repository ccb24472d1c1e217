package dev.waybill.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One user with a password, by HTTP's basic authentication (RFC 7617). Thread-safe. */
public final class Login {
    private static final Logger LOG = LoggerFactory.getLogger(Login.class);
    private static final String SCHEME = "Basic ";

    private final Supplier<String> userAndPassword;

    /**
     * A login that is asked for at each request, so that it may change.
     *
     * @param userAndPassword {@code user:password}; where it throws an IllegalArgumentException nobody is let in
     * @throws IllegalArgumentException if it is not a user and a password now; the message holds neither
     */
    public Login(Supplier<String> userAndPassword) {
        this.userAndPassword = userAndPassword;
        wanted();
    }

    /** @param authorization the header of that name; null where there is none */
    boolean isGiven(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        try {
            byte[] given = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
            return MessageDigest.isEqual(given, wanted());
        } catch (IllegalArgumentException e) {
            // No cause: it may quote what was given.
            LOG.warn("a login could not be compared: it is malformed, or the one that is wanted cannot be read");
            return false;
        }
    }

    private byte[] wanted() {
        String wanted = userAndPassword.get();
        int colon = wanted.indexOf(':');
        if (colon < 1 || colon == wanted.length() - 1) {
            throw new IllegalArgumentException("must be a user and a password; write user:password");
        }
        return wanted.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Login";
    }
}
