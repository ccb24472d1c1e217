package dev.waybill.topology;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;

/** Events in Avro's binary encoding, valid but for a few nodes of the schema's tree that are replaced by nonsense. */
final class HostileAvro {
    private final Random random;
    private final HostileTexts texts;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Set<Integer> targets = new HashSet<>();

    private HostileEvent event = HostileEvent.NONE;
    private int nodes;
    private boolean ended;

    HostileAvro(Random random, HostileTexts texts) {
        this.random = random;
        this.texts = texts;
    }

    /** An event with {@code faults} of its nodes replaced. */
    byte[] value(int schemaId, Schema schema, HostileEvent of, int faults) {
        int before = Math.max(1, nodes);
        event = of;
        nodes = 0;
        ended = false;
        targets.clear();
        for (int i = 0; i < faults; i++) {
            targets.add(random.nextInt(before));
        }
        out.reset();
        out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
        node(schema, "", 0);
        return out.toByteArray();
    }

    private void node(Schema schema, String name, int depth) {
        if (ended) {
            return;
        }
        if (targets.contains(nodes++)) {
            nonsense(schema, name, depth);
        } else {
            valid(schema, name, depth);
        }
    }

    private void valid(Schema schema, String name, int depth) {
        switch (schema.getType()) {
            case NULL -> {}
            case BOOLEAN -> out.write(random.nextInt(2));
            case INT -> number((int) integer());
            case LONG -> number(name.equals("occurred_at") ? event.occurredAtMicros() : integer());
            case FLOAT ->
                out.writeBytes(little(4).putFloat((float) random.nextGaussian()).array());
            case DOUBLE ->
                out.writeBytes(little(8).putDouble(random.nextGaussian() * 1e9).array());
            case STRING, BYTES -> text(content(name));
            case FIXED -> out.writeBytes(texts.bytes(schema.getFixedSize()));
            case ENUM -> number(random.nextInt(schema.getEnumSymbols().size()));
            case UNION -> union(schema, name, depth);
            case ARRAY, MAP -> items(schema, name, depth);
            case RECORD -> schema.getFields().forEach(field -> node(field.schema(), field.name(), depth + 1));
        }
    }

    private byte[] content(String name) {
        return switch (name) {
            case "event_id" -> event.id().getBytes(StandardCharsets.UTF_8);
            case "tenant" -> event.tenant().getBytes(StandardCharsets.UTF_8);
            default -> texts.of(name);
        };
    }

    private void union(Schema schema, String name, int depth) {
        int branch = random.nextInt(schema.getTypes().size());
        Type type = schema.getTypes().get(branch).getType();
        boolean required = name.equals("event_id") || name.equals("tenant") || name.equals("occurred_at");
        if (required && type == Type.NULL || depth > 20 && type != Type.NULL) {
            branch = (branch + 1) % schema.getTypes().size();
        }
        number(branch);
        node(schema.getTypes().get(branch), name, depth);
    }

    private void items(Schema schema, String name, int depth) {
        int count = depth > 20 ? 0 : random.nextInt(3);
        if (count > 0) {
            number(count);
        }
        for (int i = 0; i < count; i++) {
            if (schema.getType() == Type.MAP) {
                text(texts.of("key" + i));
            }
            node(schema.getType() == Type.MAP ? schema.getValueType() : schema.getElementType(), name, depth + 1);
        }
        number(0);
    }

    private void nonsense(Schema schema, String name, int depth) {
        switch (random.nextInt(14)) {
            case 0 -> {} // the node is missing, and what follows is read in its place
            case 1 -> out.writeBytes(texts.bytes(1 + random.nextInt(20)));
            case 2 -> {
                valid(schema, name, depth);
                valid(schema, name, depth);
            }
            case 3 -> ended = true;
            case 4 -> {
                out.writeBytes(texts.bytes(random.nextInt(300)));
                ended = true;
            }
            case 5 -> number(-1 - random.nextInt(3));
            case 6 -> number(Long.MIN_VALUE + random.nextInt(3));
            case 7 -> number(Long.MAX_VALUE - random.nextInt(3));
            case 8 -> number(random.nextLong() >> random.nextInt(64));
            case 9 -> out.writeBytes(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1});
            case 10 -> text(texts.bytes(random.nextInt(64)));
            case 11 -> text("x".repeat(random.nextInt(5_000)).getBytes(StandardCharsets.UTF_8));
            case 12 ->
                out.writeBytes(little(8)
                        .putDouble(random.nextBoolean() ? Double.NaN : Double.NEGATIVE_INFINITY)
                        .array());
            default -> {
                // A count of items, or a negative one with the size of a block, that does not hold.
                number(random.nextBoolean() ? 1 << random.nextInt(31) : -(1 << random.nextInt(31)));
                number(random.nextInt(100));
            }
        }
    }

    private void text(byte[] bytes) {
        number(bytes.length);
        out.writeBytes(bytes);
    }

    private long integer() {
        return random.nextInt(4) == 0 ? random.nextLong() >> random.nextInt(64) : random.nextInt(600);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Avro's zigzag number of variable length. */
    private void number(long value) {
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
