package dev.waybill.app;

import dev.waybill.kafka.cluster.CrashReport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps an application up until it crashes or is told to stop, and closes it in either case. */
public final class Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    /** What is kept up. */
    public interface App {
        /** Starts; {@code onCrash} is told what stops it. */
        void start(Consumer<Throwable> onCrash);

        /** Whether it could be closed within the timeout. */
        boolean close(Duration timeout);
    }

    private enum End {
        STOPPED,
        CRASHED
    }

    private final App app;
    private final Duration closeTimeout;
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    public Lifecycle(App app, Duration closeTimeout) {
        this.app = app;
        this.closeTimeout = closeTimeout;
    }

    /** Starts the application, waits for its end and closes it; whether it was told to stop and closed in time. */
    public boolean run() {
        try {
            start();
            return close(end.join());
        } finally {
            closed.countDown();
        }
    }

    private void start() {
        try {
            app.start(this::crashed);
        } catch (RuntimeException e) {
            app.close(closeTimeout);
            throw e;
        }
    }

    private void crashed(Throwable error) {
        LOG.error("the application stops: {}", CrashReport.of(error));
        end.complete(End.CRASHED);
    }

    private boolean close(End why) {
        boolean clean = app.close(closeTimeout);
        if (clean) {
            LOG.info("the application is closed");
        } else {
            LOG.error(
                    "the application could not be closed within {}; what is not committed is done again at the next"
                            + " start",
                    closeTimeout);
        }
        return clean && why == End.STOPPED;
    }

    /** Asks for the end, and returns when the application is closed or cannot be closed in time. */
    public void stop() {
        end.complete(End.STOPPED);
        try {
            if (!closed.await(closeTimeout.toMillis() + 5_000, TimeUnit.MILLISECONDS)) {
                LOG.error("the application does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
