package dev.waybill.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.batch.store.Bookmark;
import dev.waybill.batch.store.StoreKeys;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.delivery.EventPath;
import dev.waybill.delivery.TestCatalog;
import dev.waybill.ledger.Stamped;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.wire.EventDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
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
        MockProcessorContext<byte[], Object> context = context(stateFolder);
        DeliveryProcessor processor = processor(new Surroundings(
                SourceLog.NOTHING_COMMITTED,
                new PendingReplays(),
                (partition, processedThrough) -> OptionalLong.empty(),
                topic -> true,
                SourceEnd.NEVER,
                topic -> Optional.empty()));

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

    /** Or no receipt would be complete until its first record comes. */
    @Test
    void aPartitionWhoseRecordsHadAllExpiredBeforeItWasReadPasses(@TempDir Path stateFolder) {
        // Given
        MockProcessorContext<byte[], Object> context = context(stateFolder);
        long proven = 1_772_604_000_000L;
        DeliveryProcessor processor = processor(new Surroundings(
                new CommittedAt(7),
                new PendingReplays(),
                (partition, processedThrough) ->
                        processedThrough + 1 >= 7 ? OptionalLong.of(proven) : OptionalLong.empty(),
                topic -> true,
                SourceEnd.NEVER,
                topic -> Optional.of(new SourceTopics.Shape(1, Stamped.BROKER))));
        processor.init(context);

        // When
        for (int second = 0; second < 8; second += 2) {
            context.setCurrentSystemTimeMs(proven + second * 1000L);
            for (CapturedPunctuator punctuator : context.scheduledPunctuators()) {
                punctuator.getPunctuator().punctuate(proven + second * 1000L);
            }
        }

        // Then
        assertThat(context.forwarded()).extracting(CapturedForward::childName).containsExactly(Optional.of("ledger"));
        KeyValueStore<Bytes, byte[]> store = context.getStateStore("batches");
        assertThat(Bookmark.decode(store.get(Bytes.wrap(StoreKeys.BOOKMARK))).offset())
                .as("where it goes on after a restart")
                .isEqualTo(7);
    }

    private record CommittedAt(long offset) implements SourceLog {
        @Override
        public OptionalLong committed(TopicPartition partition) {
            return OptionalLong.of(offset);
        }

        @Override
        public void replay(TopicPartition partition, long from, long to, RecordReader reader) {
            throw new AssertionError("nothing is to be read again");
        }

        @Override
        public Reading read(TopicPartition partition, long from) {
            throw new AssertionError("nothing is to be read again");
        }
    }

    private static MockProcessorContext<byte[], Object> context(Path stateFolder) {
        Properties config = new Properties();
        config.put("application.id", "scenario");
        config.put("bootstrap.servers", "unused:9092");
        MockProcessorContext<byte[], Object> context =
                new MockProcessorContext<>(config, new TaskId(0, 0), stateFolder.toFile());
        KeyValueStore<Bytes, byte[]> store = STORE.build();
        store.init(context.getStateStoreContext(), store);
        return context;
    }

    private static DeliveryProcessor processor(Surroundings surroundings) {
        return new DeliveryProcessor(new DeliveryProcessorSupplier(
                "download-events",
                STORE,
                new EventPath.Setup(
                        () -> new EventDecoder(EventSchemas.schema(Source.DOWNLOAD), new InMemorySchemaLookup()),
                        Source.DOWNLOAD,
                        TestCatalog.ruling(List.of()),
                        () -> ExportBinder.forCurrentSchemas(name -> "").forPartition(),
                        BatchSettings.DEFAULT,
                        MemoryBudget.of(1 << 20)),
                surroundings,
                new DeliveryProcessorSupplier.OutputNodes("parts", "quarantine", Optional.of("ledger")),
                DeliveryMetrics.NONE));
    }
}
