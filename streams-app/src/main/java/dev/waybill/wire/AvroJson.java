package dev.waybill.wire;

import org.apache.avro.Schema;

/** Makes the steps that write an Avro map or array as compact JSON with sorted keys. */
final class AvroJson {
    private final TextArena out;

    AvroJson(TextArena out) {
        this.out = out;
    }

    /** Appends one value of {@code writer} as {@code reader} sees it. */
    AvroStep append(Schema writer, Schema reader) {
        if (writer.isUnion()) {
            return AvroStep.union(writer.getTypes().stream()
                    .map(branch -> append(branch, reader))
                    .toArray(AvroStep[]::new));
        }
        if (reader.isUnion()) {
            return reader.getTypes().stream()
                    .filter(branch -> branch.getType() == writer.getType())
                    .findFirst()
                    .or(() -> reader.getTypes().stream()
                            .filter(branch -> isPromotable(writer.getType(), branch.getType()))
                            .findFirst())
                    .map(branch -> append(writer, branch))
                    .orElseGet(AvroStep::incompatible);
        }
        if (writer.getType() != reader.getType() && !isPromotable(writer.getType(), reader.getType())) {
            return AvroStep.incompatible();
        }
        return switch (reader.getType()) {
            case NULL -> (in, into) -> out.appendAscii("null");
            case BOOLEAN -> (in, into) -> out.appendAscii(in.readBoolean() ? "true" : "false");
            case INT, LONG -> (in, into) -> out.appendAscii(Long.toString(in.readLong()));
            case FLOAT -> number(writer, true);
            case DOUBLE -> number(writer, false);
            case STRING -> writer.getType() == Schema.Type.ENUM ? symbol(writer) : text();
            case ENUM -> symbol(writer);
            case ARRAY -> array(append(writer.getElementType(), reader.getElementType()));
            case MAP -> map(append(writer.getValueType(), reader.getValueType()));
            default -> AvroStep.incompatible();
        };
    }

    private static boolean isPromotable(Schema.Type writer, Schema.Type reader) {
        return switch (reader) {
            case LONG -> writer == Schema.Type.INT;
            case FLOAT -> writer == Schema.Type.INT || writer == Schema.Type.LONG;
            case DOUBLE -> writer == Schema.Type.INT || writer == Schema.Type.LONG || writer == Schema.Type.FLOAT;
            case STRING -> writer == Schema.Type.BYTES || writer == Schema.Type.ENUM;
            default -> false;
        };
    }

    private AvroStep number(Schema writer, boolean single) {
        AvroNumber number = AvroNumber.of(writer.getType());
        return (in, into) -> {
            double value = number.read(in);
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                out.appendAscii("null");
            } else {
                out.appendAscii(single ? Float.toString((float) value) : Double.toString(value));
            }
        };
    }

    private AvroStep symbol(Schema writer) {
        byte[][] symbols = AvroPlanner.symbols(writer);
        return (in, into) -> {
            byte[] symbol = symbols[in.readIndex(symbols.length)];
            out.appendJsonString(symbol, 0, symbol.length);
        };
    }

    private AvroStep text() {
        return (in, into) -> {
            int length = in.readLength();
            int at = in.position();
            in.skip(length);
            if (Utf8.isValid(in.bytes(), at, length)) {
                out.appendJsonString(in.bytes(), at, length);
            } else {
                byte[] repaired = Utf8.repaired(in.bytes(), at, length);
                out.appendJsonString(repaired, 0, repaired.length);
            }
        };
    }

    private AvroStep array(AvroStep item) {
        return (in, into) -> {
            in.enter();
            out.append((byte) '[');
            boolean first = true;
            for (long count = blockCount(in); count != 0; count = blockCount(in)) {
                for (long i = 0; i < count; i++) {
                    in.item();
                    if (!first) {
                        out.append((byte) ',');
                    }
                    first = false;
                    item.read(in, into);
                }
            }
            out.append((byte) ']');
            in.leave();
        };
    }

    private AvroStep map(AvroStep value) {
        return (in, into) -> {
            in.enter();
            JsonMembers members = new JsonMembers(out);
            for (long count = blockCount(in); count != 0; count = blockCount(in)) {
                for (long i = 0; i < count; i++) {
                    in.item();
                    readKey(in, members);
                    value.read(in, into);
                }
            }
            if (!members.close()) {
                throw Refusal.MALFORMED_AVRO;
            }
            in.leave();
        };
    }

    private static void readKey(AvroInput in, JsonMembers members) throws Refusal {
        int length = in.readLength();
        int at = in.position();
        in.skip(length);
        if (Utf8.isValid(in.bytes(), at, length)) {
            members.key(in.bytes(), at, length);
        } else {
            byte[] repaired = Utf8.repaired(in.bytes(), at, length);
            members.key(repaired, 0, repaired.length);
        }
    }

    /** The number of items in the next block; 0 at the end. */
    private static long blockCount(AvroInput in) throws Refusal {
        long count = in.readLong();
        if (count >= 0) {
            return count;
        }
        in.readLength();
        if (count == Long.MIN_VALUE) {
            throw Refusal.MALFORMED_AVRO;
        }
        return -count;
    }
}
