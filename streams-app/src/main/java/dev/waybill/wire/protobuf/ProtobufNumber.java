package dev.waybill.wire.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat.FieldType;
import dev.waybill.wire.rule.RefusedException;
import java.io.IOException;
import java.util.Optional;

/** Reads a whole number of one of Protobuf's ten types. */
@FunctionalInterface
interface ProtobufNumber {
    long read(CodedInputStream in) throws IOException, RefusedException;

    /** Empty for a type that holds no whole numbers. */
    static Optional<ProtobufNumber> of(FieldType type) {
        return switch (type) {
            case INT32 -> Optional.of(CodedInputStream::readInt32);
            case INT64 -> Optional.of(CodedInputStream::readInt64);
            case SINT32 -> Optional.of(CodedInputStream::readSInt32);
            case SINT64 -> Optional.of(CodedInputStream::readSInt64);
            case SFIXED32 -> Optional.of(CodedInputStream::readSFixed32);
            case SFIXED64 -> Optional.of(CodedInputStream::readSFixed64);
            case UINT32 -> Optional.of(in -> Integer.toUnsignedLong(in.readUInt32()));
            case FIXED32 -> Optional.of(in -> Integer.toUnsignedLong(in.readFixed32()));
            case UINT64 -> Optional.of(in -> positive(in.readUInt64()));
            case FIXED64 -> Optional.of(in -> positive(in.readFixed64()));
            default -> Optional.empty();
        };
    }

    private static long positive(long value) throws RefusedException {
        if (value < 0) {
            throw RefusedException.MALFORMED_PROTOBUF;
        }
        return value;
    }
}
