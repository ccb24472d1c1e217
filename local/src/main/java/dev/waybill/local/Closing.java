package dev.waybill.local;

import dev.waybill.cloud.LocalException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run has opened, closed once, last first, whether the run ends or the process is told to end. What is opened
 * after closing began is closed at once.
 */
final class Closing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean closing;

    /** Keeps {@code resource} to be closed, and gives it back. */
    <T extends AutoCloseable> T add(T resource) {
        synchronized (this) {
            if (!closing) {
                opened.push(resource);
                return resource;
            }
        }
        close(resource);
        throw new LocalException("stopped while it was starting");
    }

    synchronized boolean isClosing() {
        return closing;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
        }
        opened.forEach(Closing::close);
        closed.countDown();
    }

    /** Closes when the process is told to end, but lets it end after {@code limit} at the latest. */
    void closeAtExit(Duration limit) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            Thread closer = new Thread(this::close, "closing");
            closer.setDaemon(true);
            closer.start();
            try {
                if (!closed.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.warn("not everything could be closed within {} s", limit.toSeconds());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("cannot close {}", resource.getClass().getSimpleName(), e);
        }
    }
}
