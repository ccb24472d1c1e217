package dev.waybill.catalog.topic;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;

/** Which errors of a producer are passing: another writer began, or the broker cut a slow transaction off. */
final class WriterFaults {
    private static final List<Class<? extends Exception>> PASSING = List.of(
            ProducerFencedException.class,
            InvalidProducerEpochException.class,
            InvalidTxnStateException.class,
            InvalidPidMappingException.class,
            TransactionAbortedException.class,
            TransactionAbortableException.class,
            RetriableException.class);

    private WriterFaults() {}

    static boolean mayBeginAgain(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> PASSING.stream().anyMatch(passing -> passing.isInstance(cause)));
    }
}
