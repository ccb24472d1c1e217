package dev.waybill.topology;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

import dev.waybill.batch.Part;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;

/**
 * A log whose records mean this or that, according to what the registry answers: each has two ids, two tenants, two times
 * and two statuses, and the writer's schema says which of each counts. Only the URI, which names the record's offset, is the
 * same whatever it says.
 */
final class AmbiguousLog {
    /** A record: which of two each schema takes. */
    private record Ambiguous(
            int offset, List<String> ids, List<String> tenants, List<Long> micros, List<Integer> statuses) {
        /** Whether both can be one event to somebody. */
        boolean mayBeCopyOf(Ambiguous other) {
            return ids.stream().anyMatch(other.ids::contains)
                    && tenants.stream().anyMatch(other.tenants::contains)
                    && micros.stream().anyMatch(other.micros::contains);
        }

        boolean isEven() {
            return offset % 2 == 0;
        }

        String uri() {
            return (isEven() ? "/even/" : "/odd/") + PADDING + offset;
        }
    }

    private static final long START = Instant.parse("2026-03-04T05:00:00Z").toEpochMilli();
    private static final int SCHEMAS = 2;
    /** So long that a part, which has 1 KiB at least, holds few rows. */
    private static final String PADDING = "x".repeat(300) + "/";

    private static final List<String> TENANTS = List.of("acme", "acme", "globex", "unknown");

    private final List<Ambiguous> events = new ArrayList<>();
    private final List<LogRecord> records = new ArrayList<>();

    private AmbiguousLog() {}

    static AmbiguousLog random(Random random) {
        AmbiguousLog log = new AmbiguousLog();
        long clock = START;
        int records = 20 + random.nextInt(100);
        for (int offset = 0; offset < records; offset++) {
            clock += random.nextInt(20) == 0 ? random.nextInt(5_000_000) : random.nextInt(90_000);
            log.add(clock, log.randomEvent(offset, clock, random), random.nextInt(SCHEMAS + 1));
        }
        return log;
    }

    private Ambiguous randomEvent(int offset, long clock, Random random) {
        if (offset > 0 && random.nextInt(6) == 0) {
            Ambiguous copied = events.get(random.nextInt(offset));
            return new Ambiguous(offset, copied.ids(), copied.tenants(), copied.micros(), copied.statuses());
        }
        return new Ambiguous(
                offset,
                List.of("e" + offset, "other-" + random.nextInt(1000)),
                List.of(TENANTS.get(random.nextInt(4)), TENANTS.get(random.nextInt(4))),
                List.of(randomMicros(clock, random), randomMicros(clock, random)),
                List.of(random.nextInt(2), random.nextInt(2)));
    }

    /** Mostly recent, at times late, at times so far ahead that it depends on the allowed skew. */
    private static long randomMicros(long clock, Random random) {
        long age = switch (random.nextInt(10)) {
            case 0 -> random.nextInt(12_000_000);
            case 1, 2 -> -random.nextInt(6_600_000);
            default -> random.nextInt(60_000);
        };
        return (clock - age) / 1000 * 1000 * 1000;
    }

    private void add(long clock, Ambiguous event, int schema) {
        events.add(event);
        records.add(new LogRecord(clock, schema == SCHEMAS ? json(event) : avro(event, schema)));
    }

    private static byte[] json(Ambiguous event) {
        return ("{\"event_id\":\"%s\",\"tenant\":\"%s\",\"occurred_at\":\"%s\",\"uri\":\"%s\",\"status\":%d}")
                .formatted(
                        event.ids().get(0),
                        event.tenants().get(0),
                        Instant.ofEpochMilli(event.micros().get(0) / 1000),
                        event.uri(),
                        event.statuses().get(0))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] avro(Ambiguous event, int id) {
        Schema schema = schema(0, "event_id");
        GenericRecord record = new GenericData.Record(schema);
        int field = 0;
        for (List<?> pair : List.of(event.ids(), event.tenants(), event.micros(), event.statuses())) {
            record.put(field++, pair.get(0));
            record.put(field++, pair.get(1));
        }
        record.put(field, event.uri());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
            var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * A schema of the same bytes.
     *
     * @param taken a bit each for id, tenant, time and status: 1 takes the second of the two
     * @param id what the first id is called
     */
    private static Schema schema(int taken, String id) {
        SchemaBuilder.FieldAssembler<Schema> fields =
                SchemaBuilder.record("Ambiguous").fields();
        Schema text = Schema.create(Schema.Type.STRING);
        Schema time = LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
        Schema number = Schema.create(Schema.Type.INT);
        pair(fields, taken & 1, text, id, "request_id");
        pair(fields, taken >> 1 & 1, text, "tenant", "host");
        pair(fields, taken >> 2 & 1, time, "occurred_at", "recorded_at");
        pair(fields, taken >> 3 & 1, number, "status", "other_status");
        return fields.name("uri").type(text).noDefault().endRecord();
    }

    private static void pair(
            SchemaBuilder.FieldAssembler<Schema> fields, int swapped, Schema type, String taken, String left) {
        fields.name(swapped == 0 ? taken : left).type(type).noDefault();
        fields.name(swapped == 0 ? left : taken).type(type).noDefault();
    }

    List<LogRecord> records() {
        return records;
    }

    /** How far ahead events may be, and a registry that knows each id as one schema or another, as one without an event id, or not at all. */
    World randomWorld(Random random, List<ExportSpec> exports, long runSize) {
        return new World(exports, Duration.ofMinutes(random.nextBoolean() ? 5 : 120), runSize, randomRegistry(random));
    }

    SchemaLookup randomRegistry(Random random) {
        Map<Integer, Schema> known = new HashMap<>();
        for (int id = 0; id < SCHEMAS; id++) {
            switch (random.nextInt(5)) {
                case 0 -> {}
                case 1 -> known.put(id, schema(0, "referer"));
                case 2 -> known.put(id, schema(0, "event_id"));
                default -> known.put(id, schema(random.nextInt(16), "event_id"));
            }
        }
        return id -> known.containsKey(id) ? new AvroWriter(known.get(id)) : NoWriter.UNKNOWN;
    }

    /**
     * acme takes everything once, what has an even number once, and once
     * all whose number does not end in 3; on those with status 0 that fails.
     */
    static List<ExportSpec> exports(Random random, boolean deduplicate) {
        return List.of(
                export("acme", "all", randomSchedule(random), "", deduplicate),
                export("acme", "even", randomSchedule(random), "uri.startsWith('/even/')", deduplicate),
                export(
                        "acme",
                        "divided",
                        randomSchedule(random),
                        "100 / status > 0 && !uri.endsWith('3')",
                        deduplicate),
                export("globex", "all", randomSchedule(random), "", deduplicate),
                export("globex", "twice", randomSchedule(random), "", deduplicate));
    }

    private static ScheduleSpec randomSchedule(Random random) {
        return new ScheduleSpec(
                List.of("hourly", "hourly", "0,30 * * * *", "daily").get(random.nextInt(4)),
                ZoneOffset.UTC,
                Duration.ofMinutes(List.of(10, 10, 0, 90).get(random.nextInt(4))));
    }

    private static ExportSpec export(
            String tenant, String id, ScheduleSpec schedule, String filter, boolean deduplicate) {
        SelectSpec all = SelectSpec.ALL;
        return new ExportSpec(
                new ExportId(tenant, id),
                Source.DOWNLOAD,
                true,
                new SelectSpec(
                        SelectSpec.IncludeExclude.ALL,
                        SelectSpec.IncludeExclude.ALL,
                        SelectSpec.IncludeExclude.ALL,
                        SelectSpec.IncludeExclude.ALL,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        all.sample(),
                        filter),
                List.of(),
                new KindSpec("csv", Map.of("columns", List.of("uri"), "compression", "none")),
                ExportSpec.DEFAULT_LAYOUT,
                schedule,
                1024,
                deduplicate,
                Delivery.DEDICATED,
                new FileDestination(Path.of("/tmp/" + tenant), id),
                Map.of());
    }

    /** The exports that take the event, or fail on it, where it is this tenant's. */
    private static Set<String> lanes(Ambiguous event, String tenant) {
        Set<String> lanes = new TreeSet<>();
        if (tenant.equals("globex")) {
            lanes.add("globex/all");
            lanes.add("globex/twice");
        } else if (tenant.equals("acme")) {
            lanes.add("acme/all");
            if (event.isEven()) {
                lanes.add("acme/even");
            }
            if (event.offset() % 10 != 3) {
                lanes.add("acme/divided");
            }
        }
        return lanes;
    }

    /** How many rows all parts hold. */
    static long rows(List<Part> parts) {
        return parts.stream().mapToLong(Part::events).sum();
    }

    /** Names and contents. */
    static List<String> contents(List<Part> parts) {
        return parts.stream()
                .map(part -> part.object() + "\n" + new String(part.bytes(), StandardCharsets.UTF_8))
                .sorted()
                .toList();
    }

    /** The numbers of the parts in the order in which they were emitted, by export, window and hour of lateness. */
    static Map<String, List<Integer>> numbers(List<Part> parts) {
        return parts.stream().collect(groupingBy(AmbiguousLog::batchOf, mapping(Part::number, toList())));
    }

    private static String batchOf(Part part) {
        int late = part.object().indexOf("-late-");
        return part.export() + " " + part.window()
                + (late < 0 ? "" : part.object().substring(late, late + 22));
    }

    /** What is lost, doubled, or both delivered and ticketed. */
    List<String> faults(List<Part> parts, List<ClaimTicket> tickets, boolean deduplicate) {
        List<String> faults = new ArrayList<>();
        Map<Integer, List<String>> delivered = new HashMap<>();
        for (Part part : parts) {
            new String(part.bytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(uri -> Integer.parseInt(uri.substring(uri.lastIndexOf('/') + 1)))
                    .forEach(offset -> delivered
                            .computeIfAbsent(offset, any -> new ArrayList<>())
                            .add(part.export().toString()));
        }
        Map<Long, List<ClaimTicket>> ticketed = tickets.stream().collect(groupingBy(ClaimTicket::offset));
        for (Ambiguous event : events) {
            List<String> rows = delivered.getOrDefault(event.offset(), List.of());
            List<ClaimTicket> own = ticketed.getOrDefault((long) event.offset(), List.of());
            List<String> withheld =
                    own.stream().flatMap(ticket -> ticket.export().stream()).toList();
            long refusals = own.size() - withheld.size();
            List<String> decided = new ArrayList<>(rows);
            decided.addAll(withheld);
            String fault = fault(event, decided, refusals, deduplicate ? delivered : Map.of());
            if (!fault.isEmpty()) {
                faults.add("%d is %s: delivered to %s, withheld from %s, %d tickets; %s"
                        .formatted(event.offset(), fault, rows, withheld, refusals, event));
            }
        }
        return faults;
    }

    private String fault(Ambiguous event, List<String> decided, long refusals, Map<Integer, List<String>> copies) {
        Set<String> distinct = new TreeSet<>(decided);
        if (distinct.size() < decided.size() || refusals > 1) {
            return "doubled";
        }
        List<Set<String>> candidates = event.tenants().stream()
                .map(tenant -> lanes(event, tenant))
                .filter(lanes -> lanes.containsAll(distinct))
                .toList();
        if (candidates.isEmpty()) {
            return "delivered to two tenants";
        }
        if (refusals == 1) {
            return !distinct.isEmpty() && candidates.stream().noneMatch(lanes -> lanes.size() > distinct.size())
                    ? "delivered and ticketed"
                    : "";
        }
        Set<String> withCopies =
                distinct.isEmpty() && copies.isEmpty() ? distinct : withCopies(event, distinct, copies);
        return candidates.stream().anyMatch(withCopies::containsAll) ? "" : "lost";
    }

    /** Also the exports that another record with perhaps the same id and time was delivered to. */
    private Set<String> withCopies(Ambiguous event, Set<String> own, Map<Integer, List<String>> delivered) {
        Set<String> lanes = events.stream()
                .filter(other -> other.offset() != event.offset() && other.mayBeCopyOf(event))
                .flatMap(other -> delivered.getOrDefault(other.offset(), List.of()).stream())
                .collect(toCollection(TreeSet::new));
        lanes.addAll(own);
        return lanes;
    }
}
