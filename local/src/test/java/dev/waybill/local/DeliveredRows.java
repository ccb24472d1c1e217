package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.contract.PartHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Counts how often each event stands in the committed parts of each export; the events' ids are the first CSV column. Keeps all
 * objects, receipts included.
 */
final class DeliveredRows implements AutoCloseable {
    private final TopicReader reader;
    private final Map<String, Map<String, Integer>> byEvent = new TreeMap<>();
    private final Set<String> objects = new TreeSet<>();
    /** What stands below the folder of all tenants, by path, and is not written there yet. */
    private final Map<String, byte[]> unplaced = new TreeMap<>();

    private int parts;
    private long rows;

    /** Takes over the reader. */
    DeliveredRows(TopicReader reader) {
        this.reader = reader;
    }

    /** Adds what has been committed since the last call. */
    DeliveredRows read() throws IOException {
        for (ConsumerRecord<byte[], byte[]> record : reader.toEnd()) {
            unplaced.put(header(record, PartHeaders.TENANT) + "/" + header(record, PartHeaders.OBJECT), record.value());
            if (TopicReader.isPart(record)) {
                add(record);
            }
        }
        return this;
    }

    /** Writes what has been read to a folder for each tenant below this one, as a sink does. */
    void placeIn(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> object : unplaced.entrySet()) {
            Path file = folder.resolve(object.getKey());
            assertThat(file).as("no object is written twice").doesNotExist();
            Files.createDirectories(file.getParent());
            Files.write(file, object.getValue());
        }
        unplaced.clear();
    }

    /** Waits until parts have come that were not there before; fails when one of the processes ends by itself. */
    void awaitParts(Duration patience, List<ChildProcess> running) {
        int before = parts;
        await().atMost(patience).until(() -> {
            running.forEach(ChildProcess::requireAlive);
            return read().parts() > before;
        });
    }

    private void add(ConsumerRecord<byte[], byte[]> part) throws IOException {
        String export = header(part, PartHeaders.EXPORT);
        String object = header(part, PartHeaders.OBJECT);
        String[] lines = DeliveredFiles.text(object, part.value()).split("\n");
        assertThat(lines).hasSize(Integer.parseInt(header(part, PartHeaders.EVENTS)) + 1);
        for (int i = 1; i < lines.length; i++) {
            byEvent.computeIfAbsent(lines[i].split(",")[0], id -> new TreeMap<>())
                    .merge(export, 1, Integer::sum);
        }
        objects.add(object);
        parts++;
        rows += lines.length - 1;
    }

    private static String header(ConsumerRecord<byte[], byte[]> part, String name) {
        Header header = part.headers().lastHeader(name);
        assertThat(header).as(name).isNotNull();
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    int parts() {
        return parts;
    }

    long rows() {
        return rows;
    }

    /** How often each export has each event, by event id and export. */
    Map<String, Map<String, Integer>> byEvent() {
        return byEvent;
    }

    /** The names of all objects; equal names mean equal bytes. */
    Set<String> objects() {
        return objects;
    }

    @Override
    public void close() {
        reader.close();
    }
}
