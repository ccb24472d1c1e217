package dev.waybill.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

@Timeout(60)
class PlatformCredentialsTest {
    private static final AwsCredentials KEYS = AwsBasicCredentials.create("AK", "secret");

    @Test
    void isAskedAgainEachTimeSinceKeysChange() throws DeliveryException {
        // Given
        AtomicInteger asked = new AtomicInteger();
        AwsCredentialsProvider provider = () -> AwsBasicCredentials.create("AK" + asked.incrementAndGet(), "secret");

        // Then
        try (PlatformCredentials platform = new PlatformCredentials(provider, Duration.ofMinutes(10))) {
            assertThat(platform.resolve().accessKeyId()).isEqualTo("AK1");
            assertThat(platform.resolve().accessKeyId()).isEqualTo("AK2");
        }
    }

    /** A metadata service, or STS for a web identity, that does not answer holds one thread and not those of the calls. */
    @Test
    void doesNotWaitForEverAndAsksAHangingProviderOnce() throws Exception {
        // Given
        CountDownLatch answers = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        AwsCredentialsProvider provider = () -> {
            asked.incrementAndGet();
            await(answers);
            return KEYS;
        };
        try (PlatformCredentials platform = new PlatformCredentials(provider, Duration.ofMillis(100))) {
            // When
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(platform::resolve)
                        .isInstanceOfSatisfying(
                                DeliveryException.class,
                                e -> assertThat(e.kind()).isEqualTo(FailureKind.PLATFORM_CREDENTIALS))
                        .hasMessage("they did not come within PT0.1S");
            }
            int askedWhileItHung = asked.get();
            answers.countDown();

            // Then
            assertThat(askedWhileItHung).isEqualTo(1);
        }
        try (PlatformCredentials platform = new PlatformCredentials(provider, Duration.ofMinutes(10))) {
            assertThat(platform.resolve()).isEqualTo(KEYS);
        }
    }

    @Test
    void saysThatThereAreNone() {
        // Given
        AwsCredentialsProvider provider = () -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        };

        // Then
        try (PlatformCredentials platform = new PlatformCredentials(provider, Duration.ofMinutes(10))) {
            assertThatThrownBy(platform::resolve)
                    .isInstanceOfSatisfying(
                            DeliveryException.class,
                            e -> assertThat(e.kind()).isEqualTo(FailureKind.PLATFORM_CREDENTIALS))
                    .hasMessage("no credentials found");
        }
    }

    @Test
    void saysThatAProviderIsBroken() {
        // Given
        AwsCredentialsProvider provider = () -> {
            throw new IllegalStateException("a program that is not there");
        };

        // Then
        try (PlatformCredentials platform = new PlatformCredentials(provider, Duration.ofMinutes(10))) {
            assertThatThrownBy(platform::resolve)
                    .isInstanceOfSatisfying(
                            DeliveryException.class,
                            e -> assertThat(e.kind()).isEqualTo(FailureKind.PLATFORM_CREDENTIALS))
                    .hasMessage("they could not be had");
        }
    }

    @Test
    void staysInterruptedWhenTheTaskStopsWhileItWaits() {
        // Given
        CountDownLatch answers = new CountDownLatch(1);
        AwsCredentialsProvider provider = () -> {
            await(answers);
            return KEYS;
        };
        try (PlatformCredentials platform = new PlatformCredentials(provider, Duration.ofMinutes(10))) {
            Thread.currentThread().interrupt();

            // Then
            assertThatThrownBy(platform::resolve)
                    .isInstanceOf(DeliveryException.class)
                    .hasMessage("interrupted");
            assertThat(Thread.interrupted()).isTrue();
            answers.countDown();
        }
    }

    @Test
    void closesAProviderThatHoldsSomething() {
        // Given
        ClosableProvider provider = new ClosableProvider();

        // When
        new PlatformCredentials(provider, Duration.ofMinutes(10)).close();

        // Then
        assertThat(provider.closed).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class ClosableProvider implements AwsCredentialsProvider, SdkAutoCloseable {
        boolean closed;

        @Override
        public AwsCredentials resolveCredentials() {
            return KEYS;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
