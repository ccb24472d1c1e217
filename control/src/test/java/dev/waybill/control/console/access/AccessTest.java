package dev.waybill.control.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessTest {
    private final Time time = new Time();
    private final String token = TokenText.newToken();
    private final List<TokenEntry> entries = new ArrayList<>(List.of(entry("alice", token, Optional.empty())));
    private final Tokens tokens = () -> List.copyOf(entries);

    @Test
    void aTokenCountsUntilItExpires() {
        // Given
        String expiring = TokenText.newToken();
        entries.add(entry("bob", expiring, Optional.of(time.now.plusSeconds(60))));

        // When
        Optional<TokenEntry> before = tokens.find(expiring, time.now);
        Optional<TokenEntry> after = tokens.find(expiring, time.now.plusSeconds(60));

        // Then
        assertThat(before.map(found -> found.caller().name())).hasValue("bob");
        assertThat(after).isEmpty();
        assertThat(tokens.find(TokenText.newToken(), time.now)).isEmpty();
    }

    @Test
    void aSessionEndsByAgeByIdlenessAndWithItsToken() {
        // Given
        Sessions sessions = new Sessions(tokens, time);
        String idle = sessions.open(entries.get(0));
        String used = sessions.open(entries.get(0));

        // When, Then
        time.pass(Sessions.IDLE.minusSeconds(1));
        assertThat(sessions.find(used)).isPresent();
        time.pass(Duration.ofSeconds(1));
        assertThat(sessions.find(idle)).as("not used for an hour").isEmpty();
        assertThat(sessions.find(used)).isPresent();
        for (int i = 0; i < 10; i++) {
            time.pass(Duration.ofMinutes(59));
            assertThat(sessions.find(used)).isPresent();
        }
        time.pass(Duration.ofMinutes(59));
        time.pass(Duration.ofMinutes(59));
        assertThat(sessions.find(used)).as("open for longer than 12 hours").isEmpty();
        String last = sessions.open(entries.get(0));
        entries.clear();
        assertThat(sessions.find(last)).as("its token is gone").isEmpty();
        assertThat(sessions.size()).isZero();
    }

    @Test
    void sessionsAndCountsOfWrongTokensAreBounded() {
        // Given
        Sessions sessions = new Sessions(tokens, time);
        String first = sessions.open(entries.get(0));
        WrongTokens wrong = new WrongTokens(time);

        // When
        for (int i = 0; i < Sessions.MOST; i++) {
            sessions.open(entry("user" + i, "another token", Optional.empty()));
            wrong.count("192.0.2." + i, "token " + i);
        }

        // Then
        assertThat(sessions.size()).isEqualTo(Sessions.MOST);
        assertThat(sessions.find(first)).isEmpty();
        assertThat(wrong.size()).isEqualTo(WrongTokens.MOST);
    }

    @Test
    void whoLogsInAgainAndAgainEndsItsOwnSessionsOnly() {
        // Given
        Sessions sessions = new Sessions(tokens, time);
        String other = sessions.open(entries.get(0));
        TokenEntry busy = entry("busy", token, Optional.empty());
        entries.add(busy);
        String oldest = sessions.open(busy);

        // When
        for (int i = 0; i < Sessions.MOST_OF_ONE; i++) {
            sessions.open(busy);
        }

        // Then
        assertThat(sessions.size()).isEqualTo(Sessions.MOST_OF_ONE + 1);
        assertThat(sessions.find(oldest)).isEmpty();
        assertThat(sessions.find(other)).isPresent();
    }

    @Test
    void wrongTokensAreCountedByAddressAndByToken() {
        // Given
        WrongTokens wrong = new WrongTokens(time);
        for (int i = 0; i < WrongTokens.FREE; i++) {
            wrong.count("192.0.2.1", "a" + i);
            wrong.count("198.51.100." + i, "the same");
        }

        // When
        Optional<Duration> sameAddress = wrong.count("192.0.2.1", "another");
        Optional<Duration> sameToken = wrong.count("203.0.113.1", "the same");
        Optional<Duration> neither = wrong.count("203.0.113.2", "yet another");
        time.pass(WrongTokens.WINDOW);
        Optional<Duration> later = wrong.count("192.0.2.1", "another");

        // Then
        assertThat(sameAddress).hasValue(WrongTokens.WINDOW);
        assertThat(sameToken).hasValue(WrongTokens.WINDOW);
        assertThat(neither).isEmpty();
        assertThat(later).isEmpty();
    }

    @Test
    void nothingThatIsPrintedHoldsASecret() {
        // Given
        Access access = new Access(tokens, time);
        String cookie = access.login(token, "192.0.2.1");
        Session session = access.session(cookie).orElseThrow();

        // When
        String printed = entries.get(0) + " " + session;

        // Then
        assertThat(printed)
                .isEqualTo("token alice of role operator session of token alice of role operator")
                .doesNotContain(session.formToken());
    }

    @Test
    void aTokenHas256RandomBitsAndAForm() {
        // Then
        assertThat(token).matches("wbt_[A-Za-z0-9_-]{43}");
        assertThat(TokenText.isToken(token)).isTrue();
        assertThat(TokenText.isToken(token + "x")).isFalse();
        assertThat(TokenText.newToken()).isNotEqualTo(token);
    }

    @Test
    void aTenantsCallerHasATenantAndNoOtherOneHas() {
        // When, Then
        assertThatThrownBy(() -> new Caller("x", Role.TENANT, Optional.empty()))
                .hasMessage("a tenant's token has a tenant, and no other has one");
        assertThatThrownBy(() -> new Caller("x", Role.OPERATOR, Optional.of("acme")))
                .hasMessage("a tenant's token has a tenant, and no other has one");
        assertThatThrownBy(() -> Caller.ofTenant("x", "ACME")).hasMessageStartingWith("tenant id must match");
        assertThatThrownBy(() -> Caller.operator("a b")).hasMessageStartingWith("a token's name has 1 to 63");
    }

    private static TokenEntry entry(String name, String token, Optional<Instant> expires) {
        return new TokenEntry(Caller.operator(name), TokenText.hash(token), expires);
    }

    /** Passes when the test says so. */
    private static final class Time extends Clock {
        private Instant now = Instant.parse("2026-03-04T05:00:00Z");

        void pass(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
