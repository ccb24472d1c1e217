package dev.waybill.kafka.receipt;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.contract.Source;
import dev.waybill.delivery.CatalogView;
import dev.waybill.kafka.RemovedUnread;
import dev.waybill.kafka.TopicGate;
import dev.waybill.spec.ExportSpec;
import dev.waybill.verify.receipt.ReceiptSigner;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The processor that makes receipts of a partition of the ledger.
 *
 * @param storeBuilder of its store
 * @param sources that the application reads; at least one
 * @param issue what receipts are made with
 * @param topicGate for holding back receipts whose topic cannot be written to
 * @param removedUnread knows what was removed of the topics that it reads
 */
public record ReceiptProcessorSupplier(
        StoreBuilder<KeyValueStore<Bytes, byte[]>> storeBuilder,
        Set<Source> sources,
        Issue issue,
        TopicGate topicGate,
        RemovedUnread removedUnread)
        implements ProcessorSupplier<byte[], byte[], byte[], ReceiptRecord> {
    /**
     * What receipts are made with.
     *
     * @param catalog says which version of which export rules which windows, and what is paused
     * @param signer has the platform's key
     * @param cadences how often an export has receipts
     * @param spread how long after they are due receipts of windows without events of an export are issued
     * @param metrics counts
     */
    public record Issue(
            CatalogView catalog,
            ReceiptSigner signer,
            Function<ExportSpec, ReceiptCadence> cadences,
            Function<ExportId, Duration> spread,
            ReceiptMetrics metrics) {}

    @Override
    public Processor<byte[], byte[], byte[], ReceiptRecord> get() {
        return new ReceiptProcessor(this);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(storeBuilder);
    }
}
