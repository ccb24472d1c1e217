package dev.waybill.imports;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Waits for what a broker answers.
 *
 * @param bootstrap its address, for messages
 * @param topic what is asked about, for messages
 */
record BrokerAnswers(String bootstrap, String topic) {
    /** @throws ImportException if it does not answer, refuses, or does not have the topic */
    <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof UnknownTopicOrPartitionException) {
                throw new ImportException(
                        "topic " + topic + " does not exist at " + bootstrap + "; create it with ./waybill topics",
                        cause);
            }
            if (cause instanceof TimeoutException) {
                throw new ImportException(
                        "no broker answers at " + bootstrap
                                + "; is it running, and is this the address of a Kafka broker?",
                        cause);
            }
            throw new ImportException("the broker at " + bootstrap + " refused: " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImportException("interrupted while asking the broker at " + bootstrap, e);
        }
    }
}
