package dev.waybill.topology;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.wire.RandomSchemas;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Records as a hostile producer may send them: a valid record of Avro or JSON, changed by field, header, key and stamp. */
final class HostileRecords {
    private static final int WRITERS = 30;
    private static final int TOO_LARGE = (16 << 20) + 1;

    private final Random random;
    private final List<String> tenants;
    private final HostileTexts texts;
    private final HostileAvro avro;
    private final HostileJson json;
    private final Map<Source, List<Writer>> writers;
    private long ids;

    private record Writer(int id, Schema schema) {}

    /** A generator that registers its writers' schemas. */
    HostileRecords(Random random, List<String> tenants, InMemorySchemaLookup registry) {
        this.random = random;
        this.tenants = tenants;
        this.texts = new HostileTexts(random);
        this.avro = new HostileAvro(random, texts);
        this.json = new HostileJson(random, texts);
        this.writers = Map.of(
                Source.DOWNLOAD, writers(Source.DOWNLOAD, registry), Source.AUDIT, writers(Source.AUDIT, registry));
    }

    /** Ours, many that resolve to it, and some that do not. */
    private List<Writer> writers(Source source, InMemorySchemaLookup registry) {
        Schema reader = EventSchemas.schema(source);
        List<Schema> schemas = new ArrayList<>(List.of(
                reader,
                SchemaBuilder.record("Other")
                        .fields()
                        .requiredString("event_id")
                        .endRecord(),
                SchemaBuilder.record("Text")
                        .fields()
                        .requiredString("event_id")
                        .requiredString("tenant")
                        .requiredString("occurred_at")
                        .endRecord(),
                Schema.create(Schema.Type.STRING)));
        RandomSchemas others = new RandomSchemas(random);
        for (int i = 0; i < WRITERS; i++) {
            schemas.add(others.writer(reader));
        }
        return schemas.stream()
                .map(schema -> new Writer(registry.register(schema), schema))
                .toList();
    }

    /**
     * The next record.
     *
     * @param now when it arrives if it says so, milliseconds since the epoch
     * @param furthestAhead how far ahead of that the broker lets a producer stamp it, milliseconds
     */
    StampedRecord next(Source source, long now, long furthestAhead) {
        return new StampedRecord(key(), value(source, now), headers(), stamp(now, furthestAhead));
    }

    private byte @Nullable [] value(Source source, long now) {
        HostileEvent event = new HostileEvent(id(), tenant(), micros(now));
        int faults = Math.max(0, random.nextInt(10) - 6);
        List<Writer> known = writers.get(source);
        Writer writer = known.get(random.nextInt(4) == 0 ? random.nextInt(known.size()) : 0);
        byte[] value = random.nextBoolean()
                ? avro.value(writer.id(), writer.schema(), event, faults)
                : json.value(EventSchemas.schema(source), event, faults);
        return random.nextInt(12) == 0 ? changed(value) : value;
    }

    private byte @Nullable [] changed(byte[] value) {
        byte[] copy = value.clone();
        switch (random.nextInt(10)) {
            case 0 -> {
                return null;
            }
            case 1 -> {
                return texts.bytes(random.nextInt(50));
            }
            case 2 -> {
                return Arrays.copyOf(value, random.nextInt(value.length + 1));
            }
            case 3 -> {
                return Arrays.copyOf(value, value.length + 1 + random.nextInt(20));
            }
            case 4 -> {
                return "not json".getBytes(StandardCharsets.UTF_8);
            }
            case 5 -> copy[0] = (byte) random.nextInt();
            case 6 -> System.arraycopy(texts.bytes(4), 0, copy, 1, Math.min(4, copy.length - 1));
            case 7 -> {
                return random.nextInt(2_000) == 0 ? new byte[TOO_LARGE] : new byte[0];
            }
            default -> {
                for (int i = random.nextInt(8); i >= 0; i--) {
                    copy[random.nextInt(copy.length)] = (byte) random.nextInt();
                }
            }
        }
        return copy;
    }

    private String id() {
        boolean again = ids > 0 && random.nextInt(50) == 0;
        return "e" + (again ? Math.max(0, ids - random.nextInt(100)) : ids++);
    }

    private String tenant() {
        return random.nextInt(10) != 0
                ? tenants.get(random.nextInt(tenants.size()))
                : texts.any(List.of("nobody", "", "-a", "UPPER", "a".repeat(64), "a b", "\u00e9", "a/b", "t0\0"));
    }

    private long micros(long now) {
        long micros = now * 1000 - random.nextInt(3_600) * 1_000_000L;
        return switch (random.nextInt(200)) {
            case 0 -> 0;
            case 1 -> -micros;
            case 2 -> random.nextLong();
            case 3 -> Long.MAX_VALUE;
            case 4 -> Long.MIN_VALUE;
            case 5 -> 1;
            case 6 -> now;
            case 7 -> micros * 1000;
            case 8 -> random.nextLong(1, now * 1000);
            case 9 -> now * 1000 + random.nextInt(600) * 1_000_000L;
            default -> micros;
        };
    }

    private byte @Nullable [] key() {
        return switch (random.nextInt(20)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> texts.bytes(random.nextInt(100));
            case 3 -> "a".repeat(63 + random.nextInt(3)).getBytes(StandardCharsets.UTF_8);
            case 4 -> random.nextInt(500) == 0 ? new byte[1 << 20] : texts.of("key");
            default -> tenant().getBytes(StandardCharsets.UTF_8);
        };
    }

    private Headers headers() {
        Headers headers = new RecordHeaders();
        int count = switch (random.nextInt(40)) {
            case 0 -> 1_000;
            case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 -> 1 + random.nextInt(4);
            default -> 0;
        };
        for (int i = 0; i < count; i++) {
            headers.add(headerName(), headerValue());
        }
        return headers;
    }

    private String headerName() {
        return texts.any(
                List.of("waybill-origin", "waybill-origin", "tenant", "export", "object", "", "\0", "traceparent"));
    }

    private byte @Nullable [] headerValue() {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> texts.bytes(random.nextInt(40));
            case 3 -> random.nextInt(100) == 0 ? new byte[100_000] : new byte[100];
            default ->
                texts.any(List.of(
                                "x",
                                "x/y/z",
                                "a/1",
                                "other-topic/7/42",
                                "download-events/7/42",
                                "audit-events/-1/-1",
                                "download-events/99999999999/0",
                                "//"))
                        .getBytes(StandardCharsets.UTF_8);
        };
    }

    private long stamp(long now, long furthestAhead) {
        return switch (random.nextInt(100)) {
            case 0 -> -1;
            case 1 -> Long.MIN_VALUE;
            case 2 -> Long.MAX_VALUE;
            case 3 -> Long.MAX_VALUE / 1000;
            case 4 -> 0;
            case 5 -> 1;
            case 6 -> 253_402_300_800_000L + random.nextInt(Integer.MAX_VALUE);
            case 7 -> now - random.nextLong(1, now);
            case 8 -> now + random.nextLong(furthestAhead);
            default -> now;
        };
    }
}
