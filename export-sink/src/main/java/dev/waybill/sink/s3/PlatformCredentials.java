package dev.waybill.sink.s3;

import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The platform's own credentials. They may come from a metadata service, from STS or from a program, and the SDK's time
 * limit of a call covers none of these. So one thread asks for them, and whoever needs them waits for a limited time.
 */
public final class PlatformCredentials implements AutoCloseable {
    private final AwsCredentialsProvider provider;
    private final Duration patience;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread asking = new Thread(task, "waybill-platform-credentials");
        asking.setDaemon(true);
        return asking;
    });
    private @Nullable CompletableFuture<AwsCredentials> asking;

    public PlatformCredentials(AwsCredentialsProvider provider, Duration patience) {
        this.provider = provider;
        this.patience = patience;
    }

    /**
     * The credentials that are valid now.
     *
     * @throws DeliveryException if there are none, or they do not come in time
     */
    public AwsCredentials resolve() throws DeliveryException {
        try {
            return ask().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new DeliveryException(FailureKind.PLATFORM_CREDENTIALS, "they did not come within " + patience, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SdkException failure
                    ? AwsFailures.fromSts(failure)
                    : new DeliveryException(FailureKind.PLATFORM_CREDENTIALS, "they could not be had", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException(FailureKind.PLATFORM_CREDENTIALS, "interrupted", e);
        }
    }

    /** The provider keeps what it got as long as it is valid; so asking it each time is cheap. */
    private synchronized CompletableFuture<AwsCredentials> ask() {
        CompletableFuture<AwsCredentials> current = asking;
        if (current == null || current.isDone()) {
            current = CompletableFuture.supplyAsync(provider::resolveCredentials, thread);
            asking = current;
        }
        return current;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        if (provider instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
