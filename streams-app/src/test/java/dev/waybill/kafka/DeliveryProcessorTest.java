package dev.waybill.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.export.ExportVersion;
import dev.waybill.spec.SpecScope;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryProcessorTest {
    private static final StoreBuilder<KeyValueStore<Bytes, byte[]>> STORE = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("batches"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled();

    /** Streams keeps a task's punctuations when it closes and revives the task. */
    @Test
    void aRevivedTaskIsPunctuatedNoMoreOftenThanBefore(@TempDir Path stateFolder) {
        // Given
        Properties config = new Properties();
        config.put("application.id", "scenario");
        config.put("bootstrap.servers", "unused:9092");
        MockProcessorContext<byte[], Object> context =
                new MockProcessorContext<>(config, new TaskId(0, 0), stateFolder.toFile());
        KeyValueStore<Bytes, byte[]> store = STORE.build();
        store.init(context.getStateStoreContext(), store);
        DeliveryProcessor processor = new DeliveryProcessor(new DeliveryProcessorSupplier(
                "download-events",
                STORE,
                BatchSettings.DEFAULT,
                MemoryBudget.of(1 << 20),
                (batches, quarantine) -> new NoRecords(),
                SourceLog.NOTHING_COMMITTED,
                new PendingReplays(),
                (partition, processedThrough) -> OptionalLong.empty(),
                output -> true,
                new DeliveryProcessorSupplier.OutputNodes("parts", "quarantine"),
                DeliveryMetrics.NONE));

        // When
        processor.init(context);
        List<CapturedPunctuator> first = List.copyOf(context.scheduledPunctuators());
        processor.close();
        processor.init(context);

        // Then
        assertThat(first).isNotEmpty().allMatch(CapturedPunctuator::cancelled);
        assertThat(context.scheduledPunctuators())
                .filteredOn(punctuator -> !punctuator.cancelled())
                .hasSameSizeAs(first);
    }

    private static final class NoRecords implements RecordPath {
        @Override
        public void accept(long offset, long arrivalMillis, byte @Nullable [] value) {
            throw new AssertionError("nothing is read");
        }

        @Override
        public void acceptAgain(long offset, long arrivalMillis, byte @Nullable [] value) {
            throw new AssertionError("nothing is read");
        }

        @Override
        public Set<SpecScope> heldBack() {
            return Set.of();
        }

        @Override
        public ExportVersion begun(String specJson) {
            throw new AssertionError("nothing is stored");
        }

        @Override
        public void restored() {}
    }
}
