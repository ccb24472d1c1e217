package dev.waybill.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.BytesDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;

class StoreMemoryTest {
    private static final int LIMIT = 16 << 20;
    private static final int STORES = 8;
    private static final int VALUE_BYTES = 64 << 10;

    @Test
    void allStoresTogetherKeepToIt(@TempDir Path folder) {
        // Given
        StoreMemory memory = StoreMemory.of(LIMIT);
        try (TopologyTestDriver application = application(memory, folder)) {
            List<KeyValueStore<Bytes, byte[]>> stores =
                    names().map(application::<Bytes, byte[]>getKeyValueStore).toList();

            // When
            stores.forEach(StoreMemoryTest::write);
            long written = memory.used();
            stores.forEach(StoreMemoryTest::read);
            long read = memory.used();

            // Then
            // Eight times the limit was written. What is being written to disk may exceed it for a moment.
            assertThat(written).isBetween(1L, 3L * LIMIT);
            assertThat(read).isBetween(1L, 3L * LIMIT);
        }
    }

    @Test
    void aSetterOfTheConfigurationStays() {
        // Given
        Map<String, String> own = Map.of(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, Other.class.getName());

        // When
        Map<String, Object> kafka = StoreMemory.of(LIMIT).sharedIn(own);

        // Then
        assertThat(kafka)
                .containsEntry(
                        StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, "dev.waybill.kafka.StoreMemoryTest$Other");
    }

    @Test
    void refusesWhatRocksDbWouldTakeForNoLimit() {
        assertThatThrownBy(() -> StoreMemory.of(0)).hasMessage("the memory of stores must be positive, not 0");
    }

    private static Stream<String> names() {
        return IntStream.range(0, STORES).mapToObj(number -> "store-" + number);
    }

    private static TopologyTestDriver application(StoreMemory memory, Path folder) {
        Properties properties = new Properties();
        properties.putAll(memory.sharedIn(Map.of(
                "application.id", "store-memory",
                "bootstrap.servers", "nowhere:1",
                "state.dir", folder.toString(),
                "processing.guarantee", "exactly_once_v2")));
        Topology topology = new Topology()
                .addSource("source", new BytesDeserializer(), new ByteArrayDeserializer(), "topic")
                .addProcessor("processor", Idle::new, "source");
        names().forEach(name -> topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray()),
                "processor"));
        return new TopologyTestDriver(topology, properties);
    }

    /** As many bytes as the limit. */
    private static void write(KeyValueStore<Bytes, byte[]> store) {
        SplittableRandom random = new SplittableRandom(1);
        for (int number = 0; number < LIMIT / VALUE_BYTES; number++) {
            byte[] value = new byte[VALUE_BYTES];
            random.nextBytes(value);
            store.put(Bytes.wrap(new byte[] {(byte) (number >> 8), (byte) number}), value);
        }
    }

    private static void read(KeyValueStore<Bytes, byte[]> store) {
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> next = all.next();
                assertThat(next.value).hasSize(VALUE_BYTES);
            }
        }
    }

    /** Has stores, and leaves them to the test. */
    private static final class Idle implements Processor<Bytes, byte[], Bytes, byte[]> {
        @Override
        public void process(Record<Bytes, byte[]> record) {
            // Nothing comes.
        }
    }

    /** Somebody else's. */
    public static final class Other implements RocksDBConfigSetter {
        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> configs) {
            // Everything stays.
        }

        @Override
        public void close(String storeName, Options options) {
            // Nothing to close.
        }
    }
}
