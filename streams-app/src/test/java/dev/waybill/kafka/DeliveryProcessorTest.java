package dev.waybill.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.delivery.EventPath;
import dev.waybill.delivery.TestCatalog;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.wire.EventDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
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
                new EventPath.Setup(
                        () -> new EventDecoder(EventSchemas.schema(Source.DOWNLOAD), new InMemorySchemaLookup()),
                        Source.DOWNLOAD,
                        TestCatalog.ruling(List.of()),
                        () -> ExportBinder.forCurrentSchemas(name -> "").forPartition(),
                        BatchSettings.DEFAULT,
                        MemoryBudget.of(1 << 20)),
                new Surroundings(
                        SourceLog.NOTHING_COMMITTED,
                        new PendingReplays(),
                        (partition, processedThrough) -> OptionalLong.empty(),
                        topic -> true,
                        SourceEnd.NEVER,
                        topic -> Optional.empty()),
                new DeliveryProcessorSupplier.OutputNodes("parts", "quarantine", Optional.empty()),
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
}
