package dev.waybill.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Appends to a log in memory: what is sent in a transaction when that is committed, all else at once. */
final class FakeProducer extends MockProducer<byte[], byte[]> {
    private final FakeCluster cluster;
    private final FakeLog log;
    private final List<ProducerRecord<byte[], byte[]>> uncommitted = new ArrayList<>();

    FakeProducer(FakeCluster cluster, FakeLog log) {
        super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        this.cluster = cluster;
        this.log = log;
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        super.send(record, callback);
        TopicPartition partition = FakeLog.partition(record);
        long offset = log.records(partition).size()
                + uncommitted.stream()
                        .filter(sent -> FakeLog.partition(sent).equals(partition))
                        .count();
        if (transactionInFlight()) {
            uncommitted.add(record);
        } else {
            log.append(record);
        }
        return CompletableFuture.completedFuture(new RecordMetadata(partition, offset, 0, log.stamp(record), 0, 0));
    }

    @Override
    public void commitTransaction() {
        super.commitTransaction();
        uncommitted.forEach(log::append);
        uncommitted.clear();
        consumerGroupOffsetsHistory().forEach(cluster.groups::putAll);
    }

    @Override
    public void abortTransaction() {
        super.abortTransaction();
        uncommitted.clear();
    }
}
