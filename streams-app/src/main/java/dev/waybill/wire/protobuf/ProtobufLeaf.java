package dev.waybill.wire.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import com.google.protobuf.WireFormat.FieldType;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.registry.schema.ProtobufField;
import dev.waybill.registry.schema.ProtobufFile;
import dev.waybill.registry.schema.ProtobufMessage;
import dev.waybill.wire.rule.EmptyTexts;
import dev.waybill.wire.rule.IsoTimestamp;
import dev.waybill.wire.rule.RefusedException;
import dev.waybill.wire.rule.TimestampUnit;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the steps that read single values into the fields of an event. */
final class ProtobufLeaf {
    private static final Set<String> WRAPPERS = Stream.of(
                    "Double", "Float", "Int64", "UInt64", "Int32", "UInt32", "Bool", "String", "Bytes")
            .map(type -> "google.protobuf." + type + "Value")
            .collect(Collectors.toUnmodifiableSet());

    private final ProtobufFile file;
    private final EmptyTexts emptyTexts;
    private final Optional<TimestampUnit> epochUnit;

    ProtobufLeaf(ProtobufFile file, EmptyTexts emptyTexts, Optional<TimestampUnit> epochUnit) {
        this.file = file;
        this.emptyTexts = emptyTexts;
        this.epochUnit = epochUnit;
    }

    /** Whether the message holds one value, and exists so that the value can be there and yet be zero. */
    static boolean isWrapper(String message) {
        return WRAPPERS.contains(message);
    }

    /** Reads what {@code writer}, which is not repeated, holds. */
    ProtobufStep read(ProtobufField writer, Field field) {
        if (writer.type() == FieldType.MESSAGE && isWrapper(writer.message())) {
            return file.message(writer.message())
                    .map(wrapper -> wrapped(wrapper, field))
                    .orElseGet(ProtobufStep::incompatible);
        }
        return switch (field.type()) {
            case STRING -> text(writer, field);
            case LONG ->
                ProtobufNumber.of(writer.type())
                        .<ProtobufStep>map(number -> (in, into) -> into.setNumber(field, number.read(in.coded())))
                        .orElseGet(ProtobufStep::incompatible);
            case DOUBLE -> decimal(writer, field);
            case BOOLEAN ->
                writer.type() == FieldType.BOOL
                        ? (in, into) -> into.setNumber(field, in.coded().readBool() ? 1 : 0)
                        : ProtobufStep.incompatible();
            case TIMESTAMP_MICROS -> time(writer, field);
            case JSON -> throw new IllegalArgumentException(field.path() + " holds no single value");
        };
    }

    private ProtobufStep wrapped(ProtobufMessage wrapper, Field field) {
        ProtobufField inner = wrapper.fields().get(0);
        ProtobufStep value = read(inner, field);
        boolean zero = field.type() == dev.waybill.event.FieldType.LONG
                || field.type() == dev.waybill.event.FieldType.DOUBLE
                || field.type() == dev.waybill.event.FieldType.BOOLEAN;
        return (in, into) -> {
            if (zero) {
                into.setNumber(field, 0);
            } else {
                into.setNull(field);
            }
            in.readMessage(() -> in.readFields(tag -> {
                if (WireFormat.getTagFieldNumber(tag) != inner.number()
                        || !ProtobufInput.isWritten(tag, inner.type())) {
                    return false;
                }
                value.read(in, into);
                return true;
            }));
        };
    }

    private ProtobufStep text(ProtobufField writer, Field field) {
        boolean keepsEmpty = emptyTexts.areKept(field.path());
        return switch (writer.type()) {
            case STRING, BYTES ->
                (in, into) -> {
                    in.readText(field, into);
                    if (!keepsEmpty && into.length(field) == 0) {
                        into.setNull(field);
                    }
                };
            case ENUM ->
                (in, into) -> {
                    byte[] symbol = ProtobufScalar.symbol(writer, in.coded().readEnum());
                    into.setText(field, symbol, 0, symbol.length);
                };
            default -> ProtobufStep.incompatible();
        };
    }

    private static ProtobufStep decimal(ProtobufField writer, Field field) {
        return switch (writer.type()) {
            case DOUBLE -> (in, into) -> into.setDecimal(field, in.coded().readDouble());
            case FLOAT -> (in, into) -> into.setDecimal(field, in.coded().readFloat());
            default ->
                ProtobufNumber.of(writer.type())
                        .<ProtobufStep>map(number -> (in, into) -> into.setDecimal(field, number.read(in.coded())))
                        .orElseGet(ProtobufStep::incompatible);
        };
    }

    private ProtobufStep time(ProtobufField writer, Field field) {
        if (writer.type() == FieldType.STRING) {
            return (in, into) -> setTime(in, field, into);
        }
        if (writer.type() == FieldType.MESSAGE) {
            return writer.message().equals(ProtobufTimestamp.NAME)
                    ? new ProtobufTimestamp(field)
                    : ProtobufStep.incompatible();
        }
        if (epochUnit.isEmpty()) {
            return ProtobufStep.incompatible();
        }
        TimestampUnit unit = epochUnit.get();
        if (writer.type() == FieldType.DOUBLE) {
            return (in, into) -> into.setNumber(field, unit.toMicros(finite(in.coded())));
        }
        return ProtobufNumber.of(writer.type())
                .<ProtobufStep>map(
                        number -> (in, into) -> into.setNumber(field, unit.toMicros(number.read(in.coded()))))
                .orElseGet(ProtobufStep::incompatible);
    }

    private static BigDecimal finite(CodedInputStream in) throws IOException, RefusedException {
        double value = in.readDouble();
        if (!Double.isFinite(value)) {
            throw RefusedException.MALFORMED_PROTOBUF;
        }
        return BigDecimal.valueOf(value);
    }

    private static void setTime(ProtobufInput in, Field field, Event into) throws IOException, RefusedException {
        int length = in.skipDelimited();
        if (length == 0) {
            into.setNull(field);
            return;
        }
        long micros = IsoTimestamp.parse(in.bytes(), in.position() - length, length);
        if (micros == IsoTimestamp.INVALID) {
            throw RefusedException.MALFORMED_PROTOBUF;
        }
        into.setNumber(field, micros);
    }
}
