package dev.waybill.catalog.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

class CatalogWatchTest {
    @Test
    void closesTheReaderThoughALookHangs() throws Exception {
        // Given
        HangingTopic topic = new HangingTopic();
        CatalogWatch watch = CatalogWatch.start(
                new CatalogReader(topic, Clock.systemUTC(), System::nanoTime, Duration.ofSeconds(10)),
                CatalogWatch.INTERVAL);
        topic.asked.await();

        // When
        watch.close();

        // Then
        assertThat(topic.closed.getCount()).isZero();
    }

    /** A broker that takes questions and answers none. */
    private static final class HangingTopic implements CatalogTopic {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public TopicEnd end() {
            asked.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new CatalogException("interrupted");
        }

        @Override
        public Consumer<byte[], byte[]> consumer() {
            throw new IllegalStateException("nothing is read");
        }

        @Override
        public Producer<byte[], byte[]> producer() {
            throw new IllegalStateException("nothing is written");
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
