package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.waybill.batch.SimulatedPartition.LogRecord;
import dev.waybill.batch.store.BatchStore;
import dev.waybill.batch.store.Bookmark;
import dev.waybill.batch.store.StoreKeys;
import dev.waybill.export.ExportVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StoreFormatTest {
    private static final Path FROZEN =
            Path.of("src/test/resources/store/format-%d.txt".formatted(Bookmark.STORE_FORMAT));
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");
    /** So small that there are blocks, sealed runs, ids, and forgotten windows. */
    private static final BatchSettings SETTINGS = BatchSettings.DEFAULT
            .withSpread(Duration.ZERO)
            .withRememberedIds(200)
            .withReplayDistance(Duration.ofMinutes(5))
            .withBlocks(100)
            .withSlices(250, 3, Duration.ofHours(1));

    private static final WindowSettings WINDOW =
            new WindowSettings(Duration.ofSeconds(10), Duration.ofMinutes(30), 300);

    @Test
    void changesOnlyTogetherWithItsNumber() throws IOException {
        // Given
        SimulatedPartition partition =
                new SimulatedPartition(log(), Set.of("acme", "globex"), SETTINGS, WINDOW, 8191, 200, true);

        // When
        while (partition.hasNext()) {
            LogRecord next = log().get(partition.nextOffset());
            partition.processNext();
            partition.work(next.arrivalMillis());
        }
        List<String> entries = entries(partition.store());

        // Then
        assertThat(kinds(partition.store())).isEqualTo("BCDFGIJMSUW");
        if (Boolean.getBoolean("golden.freeze") && Files.notExists(FROZEN)) {
            Files.createDirectories(FROZEN.getParent());
            Files.write(FROZEN, entries);
        }
        assertThat(FROZEN)
                .as(
                        "freeze a new format with -Dgolden.freeze=true, and say in the changelog what it means for upgrades")
                .exists();
        assertThat(entries)
                .as("the store is written otherwise than before: raise Bookmark.STORE_FORMAT")
                .isEqualTo(Files.readAllLines(FROZEN));
    }

    @Test
    void refusesAStoreOfAnotherFormatAndSaysWhatToDo() {
        // Given
        MapStore store = new MapStore();
        store.put(StoreKeys.BOOKMARK, ByteBuffer.allocate(20).putLong(5).array());

        // When, Then
        assertThatThrownBy(() -> SimulatedPartition.open(
                        store, SETTINGS, MemoryBudget.of(1 << 20), new NoEmitter(), (id, spec) -> {
                            throw new AssertionError("nothing else is read");
                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the state was written in format 0, and this version reads format %d only: go on with the"
                                + " version that wrote it, or reset the application as a whole; see docs/how-to/reset.md",
                        Bookmark.STORE_FORMAT);
    }

    /** Five hours of two tenants: an event every two minutes, copies, and late ones. */
    private static List<LogRecord> log() {
        List<LogRecord> log = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            Instant arrival = START.plus(Duration.ofMinutes(2L * i));
            Instant occurred = arrival.minus(i % 10 == 9 ? Duration.ofMinutes(100) : Duration.ofSeconds(i % 7));
            String tenant = i % 3 == 0 ? "globex" : "acme";
            log.add(new LogRecord(arrival.toEpochMilli(), tenant, "e-" + i, occurred.toEpochMilli() * 1000));
            if (i % 4 == 0) {
                log.add(new LogRecord(arrival.toEpochMilli(), tenant, "e-" + i, occurred.toEpochMilli() * 1000));
            }
        }
        // What acme has in memory goes to the store when globex, which began later, has rows in memory still.
        add(log, "acme", 302);
        add(log, "globex", 303);
        add(log, "acme", 304);
        add(log, "globex", 306);
        return log;
    }

    private static void add(List<LogRecord> log, String tenant, int minute) {
        long at = START.plus(Duration.ofMinutes(minute)).toEpochMilli();
        log.add(new LogRecord(at, tenant, "e-" + minute, at * 1000));
    }

    /** Key and value of each entry; blocks decompressed, since a library of another version may compress otherwise. */
    private static List<String> entries(BatchStore store) {
        List<String> entries = new ArrayList<>();
        HexFormat hex = HexFormat.of();
        store.scan(
                new byte[0],
                (key, value) -> entries.add((char) key[0] + " " + hex.formatHex(key) + " "
                        + hex.formatHex(key[0] == 'B' ? block(value) : value)));
        return entries;
    }

    private static byte[] block(byte[] value) {
        return Zstd.decompress(
                Arrays.copyOfRange(value, 4, value.length),
                ByteBuffer.wrap(value).getInt());
    }

    private static String kinds(BatchStore store) {
        Set<String> kinds = new TreeSet<>();
        store.scan(new byte[0], (key, value) -> kinds.add(new String(key, 0, 1, StandardCharsets.US_ASCII)));
        return String.join("", kinds);
    }

    private static final class NoEmitter implements QuietEmitter {
        @Override
        public boolean accepts(ExportVersion version) {
            return false;
        }

        @Override
        public void emit(Part part) {
            throw new AssertionError("nothing is emitted");
        }

        @Override
        public void finished(BatchEnd end) {
            throw new AssertionError("nothing is finished");
        }
    }
}
