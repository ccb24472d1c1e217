package dev.waybill.sink.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.catalog.snapshot.Knowledge;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Without a broker: who shares a reader, and how long there is one. */
class SharedCatalogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, Object> CLIENT =
            Map.of("bootstrap.servers", "127.0.0.1:1", "request.timeout.ms", "200", "default.api.timeout.ms", "200");

    @Test
    void tasksWithTheSameSettingsShareAReaderUntilTheLastOneCloses() {
        // Given: nobody before
        await().atMost(PATIENCE).until(() -> readers() == 0);

        // When
        SharedCatalog one = SharedCatalog.open(CLIENT);
        SharedCatalog other = SharedCatalog.open(CLIENT);
        long shared = readers();
        SharedCatalog elsewhere = SharedCatalog.open(Map.of("bootstrap.servers", "127.0.0.1:2"));
        long both = readers();
        elsewhere.close();
        one.close();
        one.close();

        // Then
        assertThat(shared).isEqualTo(1);
        assertThat(both).isEqualTo(2);
        await().atMost(PATIENCE).until(() -> readers() == 1);
        other.close();
        await().atMost(PATIENCE).until(() -> readers() == 0);
    }

    @Test
    void saysWhyItKnowsNothing() {
        // Given
        try (SharedCatalog catalog = SharedCatalog.open(CLIENT)) {
            // When
            catalog.look(PATIENCE);

            // Then
            assertThat(catalog.knowledge()).isEqualTo(Knowledge.NOTHING);
            assertThat(catalog.trouble().orElseThrow()).contains("waybill.catalog");
        }
    }

    /** Connect may stop a task while a call of it waits for a look. */
    @Test
    void looksNoMoreOnceItIsClosed() {
        // Given
        SharedCatalog catalog = SharedCatalog.open(CLIENT);
        catalog.close();

        // When
        catalog.look(PATIENCE);

        // Then
        assertThat(catalog.knowledge()).isEqualTo(Knowledge.NOTHING);
    }

    /** A task that stops waits for its calls; those of other tasks may wait for a cluster that does not answer. */
    @Test
    void whoWaitsForAnothersLookCanBeInterrupted() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                SharedCatalog catalog =
                        SharedCatalog.open(Map.of("bootstrap.servers", "127.0.0.1:" + silent.getLocalPort()))) {
            // Given
            Thread first = waiting(catalog);
            Thread second = waiting(catalog);

            // When
            second.interrupt();
            await().atMost(PATIENCE).until(() -> !second.isAlive());

            // Then
            assertThat(first.isAlive()).as("whether the other one goes on").isTrue();
            first.interrupt();
        }
    }

    private static Thread waiting(SharedCatalog catalog) {
        Thread thread = new Thread(() -> catalog.look(PATIENCE));
        thread.setDaemon(true);
        thread.start();
        await().atMost(PATIENCE)
                .until(() -> thread.getState() != Thread.State.RUNNABLE && thread.getState() != Thread.State.NEW);
        return thread;
    }

    private static long readers() {
        try (Stream<Thread> threads = Thread.getAllStackTraces().keySet().stream()) {
            return threads.filter(thread -> thread.getName().equals("waybill-catalog"))
                    .count();
        }
    }
}
