package dev.waybill.catalog.topic;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** The way to the catalog's topic on one cluster. Thread-safe; what it makes is not. */
interface CatalogTopic extends AutoCloseable {
    /** A new consumer in no group that reads committed records only. */
    Consumer<byte[], byte[]> consumer();

    /** A new producer under the one transactional id of all writers. */
    Producer<byte[], byte[]> producer();

    /**
     * Asks for the topic's end.
     *
     * @throws CatalogException if there is no such topic, or no answer
     */
    TopicEnd end();

    @Override
    void close();
}
