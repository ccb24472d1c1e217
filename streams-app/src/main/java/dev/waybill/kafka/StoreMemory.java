package dev.waybill.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory that RocksDB may take, for all stores that it is given to: blocks that have been read, with their indexes and filters,
 * and what is not written to disk yet, which is half of it at most. Kafka Streams alone would give each store its own, so that the
 * process' grew with the number of partitions. What is in use, by a flush or an iterator, may exceed it for a moment.
 *
 * <p>It lives as long as the process: stores may still be open when nobody else knows it any more.
 */
public final class StoreMemory {
    /** Config key under which {@link Setter} finds the instance. */
    private static final String CONFIG = "waybill.store.memory";

    /** The rest is for blocks with rows. */
    private static final double INDEXES_SHARE = 0.1;
    /** Each store takes this at once, and with RocksDB's own choice of 1 MiB a hundred stores that are almost empty would fill it. */
    private static final long ARENA_BLOCK_BYTES = 128 << 10;

    private static final int SHARDS_AS_ROCKSDB_CHOOSES = -1;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    private StoreMemory(long bytes) {
        RocksDB.loadLibrary();
        cache = new LRUCache(bytes, SHARDS_AS_ROCKSDB_CHOOSES, false, INDEXES_SHARE);
        writeBuffers = new WriteBufferManager(bytes / 2, cache);
    }

    /**
     * Memory of this many bytes.
     *
     * @throws IllegalArgumentException if they are not positive: RocksDB would take 0 for no limit
     */
    public static StoreMemory of(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("the memory of stores must be positive, not " + bytes);
        }
        return new StoreMemory(bytes);
    }

    /**
     * The configuration of a Streams application whose stores share it, unless it names a setter of its own.
     *
     * @param kafka the same without; stays as it is
     */
    public Map<String, Object> sharedIn(Map<String, ?> kafka) {
        Map<String, Object> shared = new HashMap<>(kafka);
        shared.put(CONFIG, this);
        shared.putIfAbsent(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, Setter.class.getName());
        return shared;
    }

    /** What stores hold of it now, bytes. */
    long used() {
        return cache.getUsage();
    }

    private void setInto(Options options) {
        BlockBasedTableConfig tables = (BlockBasedTableConfig) options.tableFormatConfig();
        tables.setBlockCache(cache);
        tables.setCacheIndexAndFilterBlocks(true);
        tables.setCacheIndexAndFilterBlocksWithHighPriority(true);
        tables.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(tables);
        options.setWriteBufferManager(writeBuffers);
        options.setArenaBlockSize(ARENA_BLOCK_BYTES);
    }

    /** Made by Kafka from its class name, for each store. */
    public static final class Setter implements RocksDBConfigSetter {
        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> configs) {
            ((StoreMemory) Objects.requireNonNull(configs.get(CONFIG), CONFIG)).setInto(options);
        }

        @Override
        public void close(String storeName, Options options) {
            // The memory is not this store's alone.
        }
    }
}
