package dev.waybill.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.fake.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class RoleSessionsTest {
    private static final RoleRequest ACME = request("acme");
    private static final RoleRequest GLOBEX = request("globex");

    private final MutableClock clock = new MutableClock("2026-03-04T06:00:00Z");
    private volatile int asked;
    private volatile boolean refuses;
    private volatile Duration lasts = Duration.ofHours(1);
    private volatile CountDownLatch hangs = new CountDownLatch(0);
    private final RoleSessions sessions = new RoleSessions(this::assume, clock);

    @Test
    void asksOnceForEachRoleAndPolicy() throws DeliveryException {
        // When
        AwsSessionCredentials first = session(ACME);
        AwsSessionCredentials second = session(ACME);
        AwsSessionCredentials other = session(GLOBEX);

        // Then
        assertThat(second).isEqualTo(first).isNotEqualTo(other);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void renewsBeforeExpiry() throws DeliveryException {
        // Given
        AwsSessionCredentials first = session(ACME);

        // When
        clock.advance(Duration.ofMinutes(54));
        AwsSessionCredentials before = session(ACME);
        clock.advance(Duration.ofMinutes(1));
        AwsSessionCredentials renewed = session(ACME);

        // Then
        assertThat(before).isEqualTo(first);
        assertThat(renewed).isNotEqualTo(first);
    }

    @Test
    void usesTheOldSessionWhileItLastsWhenARenewalIsRefused() throws DeliveryException {
        // Given
        AwsSessionCredentials first = session(ACME);
        clock.advance(Duration.ofMinutes(56));
        refuses = true;

        // When
        AwsSessionCredentials held = session(ACME);
        session(ACME);

        // Then
        assertThat(held).isEqualTo(first);
        assertThat(asked).as("asks for a renewal only now and then").isEqualTo(2);
        clock.advance(Duration.ofMinutes(4));
        assertThatThrownBy(() -> session(ACME)).isInstanceOf(DeliveryException.class);
    }

    @Test
    void othersUseTheOldSessionWhileOneRenews() throws Exception {
        // Given
        AwsSessionCredentials first = session(ACME);
        clock.advance(Duration.ofMinutes(56));
        hangs = new CountDownLatch(1);
        Thread renewing =
                new Thread(() -> assertThatCode(() -> sessions.ask(ACME)).doesNotThrowAnyException());
        renewing.start();
        await().until(() -> asked == 2);

        // When
        boolean due = sessions.isDue(ACME);
        Optional<AwsSessionCredentials> meanwhile = sessions.credentials(ACME);
        hangs.countDown();
        renewing.join();

        // Then
        assertThat(due).isFalse();
        assertThat(meanwhile).contains(first);
        assertThat(sessions.credentials(ACME)).isPresent().get().isNotEqualTo(first);
    }

    @Test
    void whoWaitsForTheAnswerGetsTheSameFailureAndAsksNoSecondTime() throws Exception {
        // Given
        refuses = true;
        hangs = new CountDownLatch(1);
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> failures.add(catchThrowable(() -> sessions.ask(ACME))));
            thread.start();
            threads.add(thread);
        }
        await().until(() ->
                asked == 1 && threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));

        // When
        hangs.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        // Then
        assertThat(failures)
                .hasSize(8)
                .allSatisfy(failure -> assertThat(failure).hasMessage("no"));
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void failsWhenTheSessionThatStsGivesHasExpired() {
        // Given
        lasts = Duration.ofSeconds(30);

        // Then
        assertThatThrownBy(() -> sessions.ask(ACME))
                .isInstanceOfSatisfying(
                        DeliveryException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CLOCK_SKEW));
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void forgetsWhatAStoreTurnedDownButNotItsSuccessor() throws DeliveryException {
        // Given
        AwsSessionCredentials first = session(ACME);
        sessions.forget(ACME, first);
        AwsSessionCredentials second = session(ACME);

        // When
        sessions.forget(ACME, first);

        // Then
        assertThat(session(ACME)).isEqualTo(second).isNotEqualTo(first);
    }

    @Test
    void dropsExpiredSessions() throws DeliveryException {
        // Given
        session(ACME);

        // When
        clock.advance(Duration.ofHours(1));
        sessions.dropExpired();

        // Then
        assertThat(sessions.size()).isZero();
    }

    /** It is asked with each batch of records, and there may be thousands of sessions. */
    @Test
    void looksForExpiredSessionsOnceAMinute() throws DeliveryException {
        // Given
        session(ACME);
        clock.advance(Duration.ofHours(1).minusSeconds(30));
        sessions.dropExpired();

        // When
        clock.advance(Duration.ofSeconds(30));
        sessions.dropExpired();
        int afterHalfAMinute = sessions.size();
        clock.advance(Duration.ofSeconds(30));
        sessions.dropExpired();

        // Then
        assertThat(afterHalfAMinute).isEqualTo(1);
        assertThat(sessions.size()).isZero();
    }

    @Test
    void callsABugOfOursInternal() {
        // Given
        RoleSessions broken = new RoleSessions(
                request -> {
                    throw new IllegalStateException("a bug");
                },
                clock);

        // Then
        assertThatThrownBy(() -> broken.ask(ACME))
                .isInstanceOfSatisfying(
                        DeliveryException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INTERNAL))
                .hasMessage("STS could not be asked");
        assertThat(broken.isDue(ACME)).as("it is asked again").isTrue();
    }

    @Test
    void hasNothingToForgetOfARoleItNeverAskedFor() throws DeliveryException {
        // Given
        AwsSessionCredentials acmes = session(ACME);

        // When
        sessions.forget(GLOBEX, acmes);

        // Then
        assertThat(sessions.credentials(ACME)).contains(acmes);
        assertThat(sessions.size()).isEqualTo(1);
    }

    @Test
    void keepsSessionsThatLastAndThoseWhoseRenewalRuns() throws Exception {
        // Given: acme's has expired and is being renewed, globex's lasts
        session(ACME);
        clock.advance(Duration.ofMinutes(30));
        session(GLOBEX);
        clock.advance(Duration.ofMinutes(30));
        hangs = new CountDownLatch(1);
        Thread renewing =
                new Thread(() -> assertThatCode(() -> sessions.ask(ACME)).doesNotThrowAnyException());
        renewing.start();
        await().until(() -> asked == 3);

        // When
        sessions.dropExpired();
        hangs.countDown();
        renewing.join();

        // Then
        assertThat(sessions.size()).isEqualTo(2);
        assertThat(sessions.credentials(ACME)).isPresent();
    }

    private AwsSessionCredentials session(RoleRequest request) throws DeliveryException {
        if (sessions.isDue(request)) {
            sessions.ask(request);
        }
        return sessions.credentials(request).orElseThrow();
    }

    private AwsSessionCredentials assume(RoleRequest request) throws DeliveryException {
        asked++;
        try {
            hangs.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (refuses) {
            throw new DeliveryException(FailureKind.ROLE_REFUSED, "no");
        }
        return AwsSessionCredentials.builder()
                .accessKeyId("key-" + asked)
                .secretAccessKey("secret")
                .sessionToken("token")
                .expirationTime(clock.instant().plus(lasts))
                .build();
    }

    private static RoleRequest request(String tenant) {
        return new RoleRequest("arn:aws:iam::111122223333:role/" + tenant, Optional.of("wb"), "{}", "eu-west-1");
    }
}
