package dev.waybill.registry;

import dev.waybill.registry.schema.WriterSchema;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks another lookup, and lets no caller wait longer than a limit for it, whatever it waits for: a body that never
 * ends, or hundreds of references one after the other. A question that takes longer goes on, and who asks for the same
 * id again waits for it instead of asking a second time.
 */
final class BoundedSchemaLookup implements SchemaLookup {
    private final SchemaLookup registry;
    private final Duration limit;
    private final Map<Integer, CompletableFuture<WriterSchema>> asking = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(question -> {
        Thread thread = new Thread(question, "waybill-schema-lookup");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * A lookup in {@code registry}.
     *
     * @param limit how long one call may last
     */
    BoundedSchemaLookup(SchemaLookup registry, Duration limit) {
        this.registry = registry;
        this.limit = limit;
    }

    @Override
    public WriterSchema writerSchema(int id) {
        try {
            return answer(id).get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failure(Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            throw new RegistryUnavailableException("the schema registry did not answer within " + limit, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("the schema registry was not waited for: interrupted", e);
        }
    }

    private CompletableFuture<WriterSchema> answer(int id) {
        CompletableFuture<WriterSchema> answer = new CompletableFuture<>();
        CompletableFuture<WriterSchema> sameQuestion = asking.putIfAbsent(id, answer);
        if (sameQuestion != null) {
            return sameQuestion;
        }
        threads.execute(() -> {
            // Removed before it is answered, so that nobody gets an answer that is older than his question.
            try {
                WriterSchema schema = registry.writerSchema(id);
                asking.remove(id);
                answer.complete(schema);
            } catch (RuntimeException | Error e) {
                asking.remove(id);
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** What the lookup threw, as it threw it. */
    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }
}
