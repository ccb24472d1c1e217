package dev.waybill.wire;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;

/** Random messages of {@link #FILE}: each field in the way that its type is written, now and then in another. */
final class RandomMessages {
    static final String FILE = """
            syntax = "proto3";
            import "google/protobuf/struct.proto";
            message Download {
              string event_id = 1;
              string tenant = 2;
              google.protobuf.Timestamp occurred_at = 3;
              google.protobuf.Timestamp recorded_at = 4;
              Kind method = 5;
              optional sint32 status = 6;
              uint64 bytes = 7;
              google.protobuf.Int64Value time_taken_ms = 8;
              google.protobuf.StringValue ip_address = 9;
              Place location = 10;
              Package package = 11;
              google.protobuf.Struct extensions = 12;
              google.protobuf.Value detail = 13;
              map<string, Tree> context = 14;
              fixed64 unread = 15;
            }
            message Place { string city = 1; bytes country_code = 2; double latitude = 3; }
            message Package { string name = 1; repeated string version = 2; map<sint64, Kinds> tags = 3; }
            message Kinds { repeated Kind kinds = 1; repeated float floats = 2; }
            message Tree { repeated Tree kids = 1; string name = 2; map<string, Tree> named = 3; oneof x { Kind k = 4; bool b = 5; } }
            enum Kind { NONE = 0; GET = 1; }
            """;

    private static final List<String> TEXTS = List.of("", "a", "acme", "é漢😀", "{\"a\":1}", "2026-03-04T05:06:07Z");

    private final Random random;

    RandomMessages(Random random) {
        this.random = random;
    }

    byte[] event() {
        return write(out -> {
            out.writeString(1, "e" + random.nextInt());
            out.writeString(2, "acme");
            out.writeByteArray(3, timestamp(1_772_600_767));
            for (int i = random.nextInt(8); i > 0; i--) {
                field(out, 4 + random.nextInt(13));
            }
        });
    }

    private void field(CodedOutputStream out, int number) throws IOException {
        if (random.nextInt(8) == 0) {
            anyField(out, number, 3);
            return;
        }
        switch (number) {
            case 4 -> out.writeByteArray(4, timestamp(random.nextLong() >> random.nextInt(64)));
            case 5 -> out.writeEnum(5, random.nextInt(3));
            case 6 -> out.writeSInt32(6, random.nextInt() >> random.nextInt(32));
            case 7 -> out.writeUInt64(7, random.nextLong() >> random.nextInt(64));
            case 12, 13 -> out.writeByteArray(number, nested(number == 12 ? 1 : 2, 6));
            default -> out.writeByteArray(number, message(4));
        }
    }

    /** Messages of Struct and Value have each other in them. */
    private byte[] nested(int kind, int depth) {
        return write(out -> {
            for (int i = random.nextInt(3); i > 0; i--) {
                if (kind == 1) {
                    out.writeByteArray(1, write(entry -> {
                        entry.writeString(1, text());
                        entry.writeByteArray(2, nested(2, depth - 1));
                    }));
                } else if (depth > 0 && random.nextBoolean()) {
                    out.writeByteArray(5 + random.nextInt(2), nested(1, depth - 1));
                } else {
                    anyField(out, 1 + random.nextInt(4), 1);
                }
            }
        });
    }

    private byte[] message(int depth) {
        return write(out -> {
            for (int i = random.nextInt(4); i > 0; i--) {
                anyField(out, 1 + random.nextInt(5), depth);
            }
        });
    }

    private void anyField(CodedOutputStream out, int number, int depth) throws IOException {
        switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> out.writeInt64(number, random.nextLong() >> random.nextInt(64));
            case 1 -> out.writeFixed64(number, random.nextLong());
            case 2 -> out.writeFixed32(number, random.nextInt());
            case 3 -> {
                out.writeTag(number, WireFormat.WIRETYPE_START_GROUP);
                out.writeString(1, text());
                out.writeTag(number, WireFormat.WIRETYPE_END_GROUP);
            }
            case 4 -> out.writeString(number, text());
            default -> out.writeByteArray(number, message(depth - 1));
        }
    }

    private byte[] timestamp(long seconds) {
        return write(out -> {
            out.writeInt64(1, seconds);
            out.writeInt32(2, random.nextInt() >> random.nextInt(32));
        });
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private interface Writing {
        void to(CodedOutputStream out) throws IOException;
    }

    private static byte[] write(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            writing.to(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
