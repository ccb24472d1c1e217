package dev.waybill.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class RoleSessionsTest {
    private static final RoleRequest ACME = request("acme");
    private static final RoleRequest GLOBEX = request("globex");

    private final MutableClock clock = new MutableClock("2026-03-04T06:00:00Z");
    private int asked;
    private boolean refuses;
    private final RoleSessions sessions = new RoleSessions(this::assume, clock);

    @Test
    void asksOnceForEachRoleAndPolicy() throws DeliveryException {
        // When
        AwsSessionCredentials first = sessions.credentials(ACME);
        AwsSessionCredentials second = sessions.credentials(ACME);
        AwsSessionCredentials other = sessions.credentials(GLOBEX);

        // Then
        assertThat(second).isEqualTo(first).isNotEqualTo(other);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void renewsBeforeExpiry() throws DeliveryException {
        // Given
        AwsSessionCredentials first = sessions.credentials(ACME);

        // When
        clock.advance(Duration.ofMinutes(54));
        AwsSessionCredentials before = sessions.credentials(ACME);
        clock.advance(Duration.ofMinutes(1));
        AwsSessionCredentials renewed = sessions.credentials(ACME);

        // Then
        assertThat(before).isEqualTo(first);
        assertThat(renewed).isNotEqualTo(first);
    }

    @Test
    void usesTheOldSessionWhileItLastsWhenARenewalIsRefused() throws DeliveryException {
        // Given
        AwsSessionCredentials first = sessions.credentials(ACME);
        clock.advance(Duration.ofMinutes(56));
        refuses = true;

        // When
        AwsSessionCredentials held = sessions.credentials(ACME);
        sessions.credentials(ACME);

        // Then
        assertThat(held).isEqualTo(first);
        assertThat(asked).as("asks for a renewal only now and then").isEqualTo(2);
        clock.advance(Duration.ofMinutes(4));
        assertThatThrownBy(() -> sessions.credentials(ACME)).isInstanceOf(DeliveryException.class);
    }

    @Test
    void forgetsWhatAStoreTurnedDownButNotItsSuccessor() throws DeliveryException {
        // Given
        AwsSessionCredentials first = sessions.credentials(ACME);
        sessions.forget(ACME, first);
        AwsSessionCredentials second = sessions.credentials(ACME);

        // When
        sessions.forget(ACME, first);

        // Then
        assertThat(sessions.credentials(ACME)).isEqualTo(second).isNotEqualTo(first);
    }

    @Test
    void dropsExpiredSessions() throws DeliveryException {
        // Given
        sessions.credentials(ACME);

        // When
        clock.advance(Duration.ofHours(1));
        sessions.dropExpired();

        // Then
        assertThat(sessions.size()).isZero();
    }

    @Test
    void letsOneThreadAskWhileOthersWait() throws Exception {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch start = new CountDownLatch(1);
        List<Callable<AwsSessionCredentials>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> {
                start.await();
                return sessions.credentials(ACME);
            });
        }
        List<Future<AwsSessionCredentials>> answers =
                calls.stream().map(threads::submit).toList();

        // When
        start.countDown();
        Set<AwsSessionCredentials> distinct = new HashSet<>();
        for (Future<AwsSessionCredentials> answer : answers) {
            distinct.add(answer.get());
        }
        threads.shutdown();

        // Then
        assertThat(distinct).hasSize(1);
        assertThat(asked).isEqualTo(1);
    }

    private AwsSessionCredentials assume(RoleRequest request) throws DeliveryException {
        asked++;
        if (refuses) {
            throw new DeliveryException(FailureKind.ROLE_REFUSED, "no");
        }
        return AwsSessionCredentials.builder()
                .accessKeyId("key-" + asked)
                .secretAccessKey("secret")
                .sessionToken("token")
                .expirationTime(clock.instant().plus(Duration.ofHours(1)))
                .build();
    }

    private static RoleRequest request(String tenant) {
        return new RoleRequest("arn:aws:iam::111122223333:role/" + tenant, Optional.of("wb"), "{}", "eu-west-1");
    }
}
