package dev.waybill.wire.avro;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/**
 * Makes the steps that pass over what only the writer's schema has. What stands in records and collections is looked at
 * when the first one is read, so that a schema may be nested without end where its values are not.
 */
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
            case ARRAY -> blocks(() -> skip(writer.getElementType()));
            case MAP ->
                blocks(() -> {
                    AvroStep value = skip(writer.getValueType());
                    return (in, into) -> {
                        in.skip(in.readLength());
                        value.read(in, into);
                    };
                });
            case UNION ->
                AvroStep.union(writer.getTypes().stream().map(this::skip).toArray(AvroStep[]::new));
            case RECORD -> records.computeIfAbsent(writer.getFullName(), name -> nested(() -> fields(writer)));
        };
    }

    private AvroStep fields(Schema writer) {
        AvroStep[] steps =
                writer.getFields().stream().map(field -> skip(field.schema())).toArray(AvroStep[]::new);
        return (in, into) -> {
            for (AvroStep step : steps) {
                step.read(in, into);
            }
        };
    }

    /** A collection comes in blocks: a count, or a negative count and a size in bytes; a count of zero ends it. */
    private static AvroStep blocks(Supplier<AvroStep> made) {
        return nested(() -> {
            AvroStep item = made.get();
            return (in, into) -> {
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
            };
        });
    }

    /** One level down. */
    private static AvroStep nested(Supplier<AvroStep> made) {
        AvroStep inner = AvroStep.late(made);
        return (in, into) -> {
            in.enter();
            inner.read(in, into);
            in.leave();
        };
    }
}
