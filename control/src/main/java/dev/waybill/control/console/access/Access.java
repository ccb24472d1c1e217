package dev.waybill.control.console.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells who asks, by token or by session. Thread-safe. */
public final class Access {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);

    private final Tokens tokens;
    private final WrongTokens wrong;
    private final Sessions sessions;
    private final Clock clock;

    public Access(Tokens tokens, Clock clock) {
        this.tokens = tokens;
        this.wrong = new WrongTokens(clock);
        this.sessions = new Sessions(tokens, clock);
        this.clock = clock;
    }

    /**
     * Whose token it is.
     *
     * @param address where it comes from
     * @throws WrongTokenException if it is nobody's
     */
    public Caller caller(String token, String address) {
        return entry(token, address).caller();
    }

    /** Whether it is somebody's; wrong ones are not counted here. */
    public boolean isToken(String token) {
        return tokens.find(token, clock.instant()).isPresent();
    }

    /**
     * Opens a session, and gives what its cookie is to hold.
     *
     * @param address where the token comes from
     * @throws WrongTokenException if it is nobody's
     */
    public String login(String token, String address) {
        return sessions.open(entry(token, address));
    }

    /** The session of a cookie, if it is open. */
    public Optional<Session> session(String cookie) {
        return sessions.find(cookie);
    }

    public void logout(String cookie) {
        sessions.close(cookie);
    }

    private TokenEntry entry(String token, String address) {
        Optional<TokenEntry> entry = tokens.find(token, clock.instant());
        if (entry.isEmpty()) {
            Optional<Duration> wait = wrong.count(address, token);
            if (wait.isEmpty()) {
                LOG.atWarn().addKeyValue("address", address).log("a wrong token was shown");
            }
            throw new WrongTokenException(wait);
        }
        return entry.get();
    }
}
