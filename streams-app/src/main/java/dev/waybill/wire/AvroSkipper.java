package dev.waybill.wire;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** Makes the steps that pass over what only the writer's schema has. Recursive schemas are fine. */
final class AvroSkipper {
    private final Map<String, AvroStep> records = new HashMap<>();

    AvroStep skip(Schema writer) {
        return switch (writer.getType()) {
            case NULL -> AvroStep.nothing();
            case BOOLEAN -> (in, into) -> in.skip(1);
            case INT, LONG, ENUM -> (in, into) -> in.readLong();
            case FLOAT -> (in, into) -> in.skip(Float.BYTES);
            case DOUBLE -> (in, into) -> in.skip(Double.BYTES);
            case STRING, BYTES -> (in, into) -> in.skip(in.readLength());
            case FIXED -> {
                int size = writer.getFixedSize();
                yield (in, into) -> in.skip(size);
            }
            case ARRAY -> blocks(skip(writer.getElementType()));
            case MAP -> {
                AvroStep value = skip(writer.getValueType());
                yield blocks((in, into) -> {
                    in.skip(in.readLength());
                    value.read(in, into);
                });
            }
            case UNION ->
                AvroStep.union(writer.getTypes().stream().map(this::skip).toArray(AvroStep[]::new));
            case RECORD -> record(writer);
        };
    }

    private AvroStep record(Schema writer) {
        AvroStep known = records.get(writer.getFullName());
        if (known != null) {
            return known;
        }
        AvroStep[] steps = new AvroStep[writer.getFields().size()];
        AvroStep record = (in, into) -> {
            in.enter();
            for (AvroStep step : steps) {
                step.read(in, into);
            }
            in.leave();
        };
        records.put(writer.getFullName(), record);
        for (int i = 0; i < steps.length; i++) {
            steps[i] = skip(writer.getFields().get(i).schema());
        }
        return record;
    }

    /** A collection comes in blocks: a count, or a negative count and a size in bytes; a count of zero ends it. */
    private static AvroStep blocks(AvroStep item) {
        return (in, into) -> {
            in.enter();
            for (long count = in.readLong(); count != 0; count = in.readLong()) {
                if (count < 0) {
                    in.skip(in.readLong());
                } else {
                    for (long i = 0; i < count; i++) {
                        in.item();
                        item.read(in, into);
                    }
                }
            }
            in.leave();
        };
    }
}
