package dev.waybill.wire.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.wire.rule.RefusedException;
import dev.waybill.wire.rule.WellFormed;
import java.io.IOException;

/**
 * A cursor over a message in Protobuf's encoding: Protobuf's own, and where in the array it stands, so that text can be a
 * slice. It checks every length before it is used.
 */
final class ProtobufInput {
    private final byte[] bytes;
    private final int from;
    private final CodedInputStream in;

    /** A cursor over the bytes from {@code from} to {@code to}, that one excluded. */
    ProtobufInput(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.in = CodedInputStream.newInstance(bytes, from, to - from);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where in {@link #bytes} the next byte stands. */
    int position() {
        return from + in.getTotalBytesRead();
    }

    CodedInputStream coded() {
        return in;
    }

    boolean atEnd() throws IOException {
        return in.isAtEnd();
    }

    /** Passes over the field with this tag. */
    void skip(int tag) throws IOException, RefusedException {
        if (!in.skipField(tag)) {
            throw RefusedException.MALFORMED_PROTOBUF;
        }
    }

    /** The length of what follows, of which all bytes are there; it is passed over. */
    int skipDelimited() throws IOException {
        int length = in.readRawVarint32();
        in.skipRawBytes(length);
        return length;
    }

    /** Sets {@code field} to the text that follows, as a slice of the input unless it needs repair. */
    void readText(Field field, Event into) throws IOException {
        int length = skipDelimited();
        int start = position() - length;
        if (WellFormed.isValid(bytes, start, length)) {
            into.setText(field, bytes, start, length);
        } else {
            byte[] repaired = WellFormed.repaired(bytes, start, length);
            into.setText(field, repaired, 0, repaired.length);
        }
    }

    /** The text that follows, well-formed. */
    byte[] readUtf8() throws IOException {
        int length = skipDelimited();
        return WellFormed.repaired(bytes, position() - length, length);
    }

    /** A cursor over what follows behind its length; it is passed over. */
    ProtobufInput delimited() throws IOException {
        int length = skipDelimited();
        return new ProtobufInput(bytes, position() - length, position());
    }

    /** Has the message that follows read, which ends the input for so long. */
    void readMessage(MessageReader message) throws IOException, RefusedException {
        int limit = in.pushLimit(in.readRawVarint32());
        message.read();
        in.popLimit(limit);
    }

    /** Gives the fields up to the end of the message to {@code fields}; what that does not read is passed over. */
    void readFields(FieldReader fields) throws IOException, RefusedException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (!fields.read(tag)) {
                skip(tag);
            }
        }
    }

    /** Whether the tag says that a value is written in the way that {@code type} is. */
    static boolean isWritten(int tag, WireFormat.FieldType type) {
        return WireFormat.getTagWireType(tag) == type.getWireType();
    }

    /** Reads a message to its end. */
    @FunctionalInterface
    interface MessageReader {
        void read() throws IOException, RefusedException;
    }

    /** Takes the fields of a message. */
    @FunctionalInterface
    interface FieldReader {
        /** Reads the field's value; false to have it passed over. */
        boolean read(int tag) throws IOException, RefusedException;
    }
}
