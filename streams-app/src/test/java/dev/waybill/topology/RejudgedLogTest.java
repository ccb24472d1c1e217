package dev.waybill.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.Part;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.event.DropReason;
import dev.waybill.kafka.ClaimTicket;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.registry.schema.AvroWriter;
import dev.waybill.registry.schema.NoWriter;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.topology.SimulatedTask.LogRecord;
import dev.waybill.topology.SimulatedTask.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a restart the log is read again, and judged otherwise. */
class RejudgedLogTest {
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");
    private static final int KNOWN = 1;
    private static final int DOUBTFUL = 2;
    private static final Schema SCHEMA = SchemaBuilder.record("Download")
            .fields()
            .requiredString("event_id")
            .requiredString("tenant")
            .name("occurred_at")
            .type(LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG)))
            .noDefault()
            .requiredString("uri")
            .endRecord();
    private static final SchemaLookup KNOWS_BOTH = id -> new AvroWriter(SCHEMA);
    private static final SchemaLookup KNOWS_ONE = id -> id == KNOWN ? new AvroWriter(SCHEMA) : NoWriter.UNKNOWN;
    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final List<LogRecord> log = new ArrayList<>();

    @TempDir
    Path stateFolder;

    @Test
    void anEventThatIsTooFarAheadByNowGetsATicket() {
        // Given
        arrives(KNOWN, "ahead", START.plus(Duration.ofMinutes(50)));
        arrives(KNOWN, "now", START);
        SimulatedTask task = started(world(TWO_HOURS, KNOWS_BOTH, export("all", "hourly")));
        readAndCommitAll(task);

        // When
        task.crash(world(FIVE_MINUTES, KNOWS_BOTH, export("all", "hourly")));
        task.finish();

        // Then
        assertThat(rows(task.parts())).containsExactly("acme/all now");
        assertThat(tickets(task)).containsExactly("1 " + DropReason.IN_THE_FUTURE);
    }

    @Test
    void anEventThatWasTooFarAheadKeepsItsTicketAndIsNotDelivered() {
        // Given
        arrives(KNOWN, "ahead", START.plus(Duration.ofMinutes(50)));
        arrives(KNOWN, "now", START);
        SimulatedTask task = started(world(FIVE_MINUTES, KNOWS_BOTH, export("all", "hourly")));
        readAndCommitAll(task);

        // When
        task.crash(world(TWO_HOURS, KNOWS_BOTH, export("all", "hourly")));
        task.finish();

        // Then
        assertThat(rows(task.parts())).containsExactly("acme/all now");
        assertThat(tickets(task)).containsExactly("1 " + DropReason.IN_THE_FUTURE);
    }

    /** One of those that had not been emitted took the place of one that had, and was lost. */
    @Test
    void whatIsLeftOfAHalfEmittedWindowIsEmittedThoughAnEmittedEventIsRefusedByNow() {
        // Given
        for (int i = 0; i < 20; i++) {
            arrives(i == 0 ? DOUBTFUL : KNOWN, "e" + i, START.plusSeconds(i));
        }
        SimulatedTask task = started(world(FIVE_MINUTES, KNOWS_BOTH, export("all", "hourly")));
        readAndCommitAll(task);
        task.provenIdleSince(START.plus(TWO_HOURS).toEpochMilli());
        // A part each: the first is of the window of the first event.
        task.punctuate(START.plus(TWO_HOURS).toEpochMilli());
        task.punctuate(START.plus(TWO_HOURS).plusSeconds(1).toEpochMilli());
        task.commit();
        int emitted = rows(task.parts()).size();

        // When
        task.crash(world(FIVE_MINUTES, KNOWS_ONE, export("all", "hourly")));
        task.finish();

        // Then
        assertThat(emitted).isBetween(1, 19);
        assertThat(rows(task.parts())).hasSize(20).doesNotHaveDuplicates();
        assertThat(tickets(task)).isEmpty();
    }

    @Test
    void anEventThatOneExportHasAndAnotherDoesNotGetsATicketAndIsNotDoubled() {
        // Given
        arrives(DOUBTFUL, "e0", START);
        World before = world(FIVE_MINUTES, KNOWS_BOTH, export("seconds", "* * * * * *"), export("hours", "hourly"));
        SimulatedTask task = started(before);
        readAndCommitAll(task);
        emitSeconds(task);

        // When
        task.crash(world(FIVE_MINUTES, KNOWS_ONE, export("seconds", "* * * * * *"), export("hours", "hourly")));
        task.finish();

        // Then
        assertThat(rows(task.parts())).containsExactly("acme/seconds e0");
        assertThat(tickets(task)).containsExactly("1 " + DropReason.UNKNOWN_SCHEMA_ID);
    }

    @Test
    void anEventThatOneExportHasGoesToTheOtherToo() {
        // Given
        arrives(KNOWN, "e0", START);
        World world = world(FIVE_MINUTES, KNOWS_BOTH, export("seconds", "* * * * * *"), export("hours", "hourly"));
        SimulatedTask task = started(world);
        readAndCommitAll(task);
        emitSeconds(task);

        // When
        task.crash(world);
        task.finish();

        // Then
        assertThat(rows(task.parts())).containsExactly("acme/seconds e0", "acme/hours e0");
        assertThat(tickets(task)).isEmpty();
    }

    @Test
    void anEventThatAllExportsHaveGetsNoTicketThoughItIsRefusedByNow() {
        // Given
        arrives(DOUBTFUL, "e0", START);
        arrives(KNOWN, "keeps the bookmark back", START.plusSeconds(1));
        World before =
                world(FIVE_MINUTES, KNOWS_BOTH, export("seconds", "* * * * * *"), export("seconds-too", "* * * * * *"));
        SimulatedTask task = started(before);
        task.processNext();
        task.processNext();
        task.commit();
        emitSeconds(task);
        readAndCommitAll(task);

        // When
        task.crash(
                world(FIVE_MINUTES, KNOWS_ONE, export("seconds", "* * * * * *"), export("seconds-too", "* * * * * *")));
        task.finish();

        // Then
        assertThat(rows(task.parts())).hasSize(4).doesNotHaveDuplicates();
        assertThat(tickets(task)).isEmpty();
    }

    @Test
    void manyEventsThatAreRefusedGetTheirTicketsOnceAndLeaveNothingBehind() {
        // Given
        for (int i = 0; i < 5_000; i++) {
            arrives(i % 2 == 0 ? DOUBTFUL : KNOWN, "e" + i, START.plusMillis(i));
        }
        World world = world(FIVE_MINUTES, KNOWS_ONE, export("all", "hourly"));
        SimulatedTask task = started(world);
        readAndCommitAll(task);
        int pages = task.storeKeys('J').size();

        // When
        task.crash(world);
        task.finish();

        // Then
        assertThat(pages).isBetween(1, 20);
        assertThat(tickets(task)).hasSize(2_500).doesNotHaveDuplicates();
        assertThat(rows(task.parts())).hasSize(2_500).doesNotHaveDuplicates();
        assertThat(task.storeKeys('J')).isEmpty();
    }

    /** Before the first record the clock stands at 1970, so what it brings is old at once, and goes to the store. */
    @BeforeEach
    void somethingHasBeenRead() {
        arrives(KNOWN, "first", START.minus(Duration.ofHours(3)));
    }

    private SimulatedTask started(World world) {
        return new SimulatedTask(
                stateFolder,
                log,
                BatchSettings.DEFAULT.withSpread(Duration.ZERO).withSlices(1_000, 1, Duration.ofHours(1)),
                1 << 20,
                world);
    }

    private static void readAndCommitAll(SimulatedTask task) {
        while (task.hasNext()) {
            task.processNext();
        }
        task.commit();
    }

    /** Closes and emits what is cut by the second; nothing by the hour is due yet. */
    private static void emitSeconds(SimulatedTask task) {
        long later = START.plus(Duration.ofMinutes(15)).toEpochMilli();
        task.provenIdleSince(later);
        for (int i = 0; i < 10; i++) {
            task.punctuate(later + i);
        }
        task.commit();
        assertThat(task.parts()).isNotEmpty();
    }

    private void arrives(int schema, String id, Instant occurredAt) {
        log.add(new LogRecord(START.plusMillis(log.size()).toEpochMilli(), avro(schema, id, occurredAt)));
    }

    private static byte[] avro(int schema, String id, Instant occurredAt) {
        GenericRecord record = new GenericData.Record(SCHEMA);
        record.put("event_id", id);
        record.put("tenant", "acme");
        record.put("occurred_at", occurredAt.toEpochMilli() * 1000);
        record.put("uri", "/" + "x".repeat(300));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(schema).array());
            var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(SCHEMA).write(record, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static World world(Duration futureSkew, SchemaLookup registry, ExportSpec... exports) {
        return new World(List.of(exports), futureSkew, 64 << 20, registry);
    }

    private static ExportSpec export(String id, String every) {
        return new ExportSpec(
                new ExportId("acme", id),
                Source.DOWNLOAD,
                true,
                SelectSpec.ALL,
                List.of(),
                new KindSpec("csv", Map.of("columns", List.of("event_id", "uri"), "compression", "none")),
                ExportSpec.DEFAULT_LAYOUT,
                new ScheduleSpec(every, ZoneOffset.UTC, Duration.ofMinutes(10)),
                1024,
                true,
                Delivery.DEDICATED,
                new FileDestination(Path.of("/tmp/acme"), id),
                Map.of());
    }

    private static List<String> rows(List<Part> parts) {
        return parts.stream()
                .flatMap(part -> new String(part.bytes(), StandardCharsets.UTF_8)
                        .lines()
                        .skip(1)
                        .map(line -> part.export() + " " + line.substring(0, line.indexOf(',')))
                        .filter(row -> !row.endsWith(" first")))
                .toList();
    }

    private static List<String> tickets(SimulatedTask task) {
        return task.tickets().stream()
                .map((ClaimTicket ticket) -> ticket.offset() + " " + ticket.reason())
                .toList();
    }
}
