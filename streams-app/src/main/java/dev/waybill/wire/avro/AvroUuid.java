package dev.waybill.wire.avro;

import dev.waybill.wire.rule.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.avro.Schema;

/** Reads a UUID of 16 bytes, the most significant first, as its text. */
final class AvroUuid {
    private static final int SIZE = 16;

    private AvroUuid() {}

    /** Whether values of {@code writer}, which is a fixed, are UUIDs. */
    static boolean isWrittenBy(Schema writer) {
        return writer.getFixedSize() == SIZE
                && writer.getLogicalType() != null
                && writer.getLogicalType().getName().equals("uuid");
    }

    /** The UUID that follows as text in its usual form, lower case. */
    static byte[] read(AvroInput in) throws RefusedException {
        int at = in.position();
        in.skip(SIZE);
        ByteBuffer bytes = ByteBuffer.wrap(in.bytes(), at, SIZE);
        return new UUID(bytes.getLong(), bytes.getLong()).toString().getBytes(StandardCharsets.US_ASCII);
    }
}
