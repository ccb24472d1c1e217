package dev.waybill.verify.check;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Work that many threads do and one consumes, in the order in which it was handed over. Whoever hands over waits while
 * twice as many pieces as there are threads are under way, so memory stays bounded.
 *
 * @param <T> what a piece of work gives
 */
final class InOrder<T> implements AutoCloseable {
    /** Takes a result. */
    interface Consumer<T> {
        void accept(T result) throws IOException;
    }

    private final ExecutorService threads;
    private final int limit;
    private final Consumer<T> consumer;
    private final Deque<Future<T>> underWay = new ArrayDeque<>();

    InOrder(int parallelism, Consumer<T> consumer) {
        this.threads = Executors.newFixedThreadPool(parallelism, task -> {
            Thread thread = new Thread(task, "waybill-verify");
            thread.setDaemon(true);
            return thread;
        });
        this.limit = parallelism * 2;
        this.consumer = consumer;
    }

    void submit(Callable<T> work) throws IOException {
        if (underWay.size() == limit) {
            consumeOne();
        }
        underWay.add(threads.submit(work));
    }

    /** Consumes all that is under way. */
    void finish() throws IOException {
        while (!underWay.isEmpty()) {
            consumeOne();
        }
    }

    private void consumeOne() throws IOException {
        try {
            consumer.accept(underWay.remove().get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("a bug in the check", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
