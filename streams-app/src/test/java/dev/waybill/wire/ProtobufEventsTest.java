package dev.waybill.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.BoolValue;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Int64Value;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.NullValue;
import com.google.protobuf.StringValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.event.DropReason;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.wire.rule.EventTypes;
import dev.waybill.wire.rule.TimeRules;
import dev.waybill.wire.rule.TimestampUnit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages behind a schema's id, as Confluent's serializers write them. The values are made by Protobuf's own writer. */
class ProtobufEventsTest {
    private static final String FILE = """
            syntax = "proto3";
            package acme.logs;
            import "google/protobuf/timestamp.proto";
            import "google/protobuf/wrappers.proto";
            import "google/protobuf/struct.proto";
            import "acme/options.proto";
            option java_package = "com.acme";

            message First { string unrelated = 1; }

            message Download {
              option (acme.owner) = "team";
              enum Method { METHOD_UNSPECIFIED = 0; GET = 1; }
              message Place { string city = 2; string country_code = 1; }
              string event_id = 1;
              string tenant = 2 [(acme.key) = true];
              google.protobuf.Timestamp occurred_at = 3;
              google.protobuf.Timestamp recorded_at = 4;
              Method method = 5;
              optional int32 status = 6;
              uint64 bytes = 7;
              google.protobuf.Int64Value time_taken_ms = 8;
              google.protobuf.StringValue ip_address = 9;
              Place location = 10;
              map<string, string> extensions = 11;
              oneof who { .acme.logs.User user = 12; string robot = 13; }
              bytes request_id = 14;
              repeated string uri = 15;
              string referer = 16;
              Package package = 17;
              acme.other.Unknown client = 18;
              reserved 19;
            }
            message User { string identifier = 1; string username = 2; }
            message Package { string name = 1; map<string, google.protobuf.ListValue> tags = 2; }
            """;
    /** Number of steps, then the second message, both zigzag. */
    private static final byte[] SECOND_MESSAGE = {2, 2};

    private final Event event = new Event(EventTypes.of(EventSchemas.schema(Source.DOWNLOAD)));
    private final Event audit = new Event(EventTypes.of(EventSchemas.schema(Source.AUDIT)));

    @Test
    void readsTheFieldsOfAMessageByTheirNames() throws IOException {
        // Given
        Fields place = new Fields().text(2, "Auckland").text(1, "NZ");
        Fields user = new Fields().text(1, "us31Qe");
        Fields message = required()
                .message(4, timestamp("2026-03-04T05:06:09Z"))
                .number(5, 1)
                .number(6, 0)
                .number(7, 48_213)
                .message(8, Int64Value.of(0))
                .message(9, StringValue.of("203.0.113.9"))
                .message(10, place)
                .message(12, user)
                .bytes(14, "r-1".getBytes(UTF_8))
                .text(13, "nobody reads this")
                .number(4711, 1);

        // When
        Optional<DropReason> problem = decode(message);

        // Then
        assertThat(problem).isEmpty();
        assertThat(text("event_id")).isEqualTo("e-1");
        assertThat(text("tenant")).isEqualTo("acme");
        assertThat(event.occurredAtMicros()).isEqualTo(1_772_600_767_000_317L);
        assertThat(number("recorded_at")).isEqualTo(1_772_600_769_000_000L);
        assertThat(text("method")).isEqualTo("GET");
        assertThat(number("status")).isZero();
        assertThat(number("bytes")).isEqualTo(48_213);
        assertThat(number("time_taken_ms")).isZero();
        assertThat(text("ip_address")).isEqualTo("203.0.113.9");
        assertThat(text("location.city")).isEqualTo("Auckland");
        assertThat(text("location.country_code")).isEqualTo("NZ");
        assertThat(text("user.identifier")).isEqualTo("us31Qe");
        assertThat(text("user.username")).isNull();
        assertThat(text("request_id")).isEqualTo("r-1");
        assertThat(text("event_type")).isEqualTo("artifact_downloaded");
    }

    @Test
    void textIsASliceOfTheInput() throws IOException {
        // Given
        byte[] value = value(SECOND_MESSAGE, required());

        // When
        decoder(TimeRules.DEFAULT, FILE).decode(value, event);

        // Then
        assertThat(event.buffer(event.type().tenant())).isSameAs(value);
    }

    @Test
    void whatIsNotSentIsNull() throws IOException {
        // When
        decode(required());

        // Then
        assertThat(event.type().fields())
                .filteredOn(field -> !event.isNull(field))
                .extracting(Field::path)
                .containsExactly("event_id", "tenant", "occurred_at", "event_type");
    }

    @Test
    void aTextOfNoCharactersIsNullUnlessTheClientMayHaveSentIt() throws IOException {
        // When
        decode(required().text(16, "").message(9, StringValue.of("")).message(10, new Fields().text(2, "")));

        // Then
        assertThat(text("referer")).isEmpty();
        assertThat(text("ip_address")).isNull();
        assertThat(text("location.city")).isNull();
    }

    @Test
    void mapsAreObjectsWithSortedKeysInWhateverOrderAndPieces() throws IOException {
        // Given
        Fields message = new Fields()
                .message(11, new Fields().text(2, "2").text(1, "b"))
                .message(11, new Fields().text(1, "é\"").text(2, "\n"))
                .text(1, "e-1")
                .message(11, new Fields().text(1, "b").text(2, "3"))
                .message(11, new Fields().text(1, "a"))
                .message(11, new Fields())
                .text(2, "acme")
                .message(3, timestamp("2026-03-04T05:06:07Z"))
                .message(
                        17,
                        new Fields()
                                .message(
                                        2,
                                        new Fields()
                                                .text(1, "version")
                                                .message(
                                                        2,
                                                        ListValue.newBuilder()
                                                                .addValues(value("1.2"))
                                                                .addValues(Value.newBuilder()
                                                                        .setNullValue(NullValue.NULL_VALUE))
                                                                .build())));

        // Then
        assertThat(decode(message)).isEmpty();
        assertThat(text("extensions")).isEqualTo("{\"\":\"\",\"a\":\"\",\"b\":\"3\",\"é\\\"\":\"\\n\"}");
        assertThat(text("package.tags")).isEqualTo("{\"version\":[\"1.2\",null]}");
    }

    @Test
    void whatOccursInAnEarlierEventIsNotInALaterOne() throws IOException {
        // Given
        EventDecoder decoder = decoder(TimeRules.DEFAULT, FILE);
        Fields entry = new Fields().text(1, "a").text(2, "1");
        decoder.decode(value(SECOND_MESSAGE, required().message(11, entry)), event);

        // When
        decoder.decode(value(SECOND_MESSAGE, required()), event);

        // Then
        assertThat(text("extensions")).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void aFieldOfAnotherShapeIsIncompatibleWhereItOccurs(int number) throws IOException {
        // Given: a list for a text, and a message of a file that nobody knows

        // Then
        assertThat(decode(required().text(number, ""))).contains(DropReason.INCOMPATIBLE_SCHEMA);
    }

    @Test
    void valuesWrittenInAnotherWayThanTheirFieldArePassedOver() throws IOException {
        // When: as Protobuf's own readers do
        Optional<DropReason> problem =
                decode(required().number(14, 7).text(6, "200").text(7, "1"));

        // Then
        assertThat(problem).isEmpty();
        assertThat(text("request_id")).isNull();
        assertThat(number("status")).isNull();
    }

    @Test
    void numbersBeyond63BitsAreMalformed() throws IOException {
        assertThat(decode(required().number(7, -1))).contains(DropReason.MALFORMED_PROTOBUF);
        assertThat(decode(required().number(7, Long.MAX_VALUE))).isEmpty();
    }

    @Test
    void anEnumThatHasNoWordForANumberIsThatNumber() throws IOException {
        // When
        decode(required().number(5, 99));

        // Then
        assertThat(text("method")).isEqualTo("99");
    }

    @Test
    void groupsThatComeInPiecesAreOne() throws IOException {
        // When
        decode(required().message(10, new Fields().text(2, "Auckland")).message(10, new Fields().text(1, "NZ")));

        // Then
        assertThat(text("location.city")).isEqualTo("Auckland");
        assertThat(text("location.country_code")).isEqualTo("NZ");
    }

    @Test
    void aNumberIsATimeOnlyWhereTheSettingSaysWhatItCounts() throws IOException {
        // Given
        String file = """
                syntax = "proto3";
                message Download { string event_id = 1; string tenant = 2; %s occurred_at = 3; }""";
        Fields seconds = new Fields().text(1, "e").text(2, "acme").number(3, 1_772_600_767);
        Fields text = new Fields().text(1, "e").text(2, "acme").text(3, "2026-03-04T05:06:07Z");
        byte[] first = {0};
        TimeRules counting = new TimeRules(LocalDate.of(2000, 1, 1), Optional.of(TimestampUnit.SECONDS));

        // Then
        for (String type : new String[] {"int64", "uint64", "int32", "uint32"}) {
            assertThat(decoder(TimeRules.DEFAULT, file.formatted(type)).decode(value(first, seconds), event))
                    .contains(DropReason.INCOMPATIBLE_SCHEMA);
            assertThat(decoder(counting, file.formatted(type)).decode(value(first, seconds), event))
                    .isEmpty();
            assertThat(event.occurredAtMicros()).isEqualTo(1_772_600_767_000_000L);
        }
        assertThat(decoder(TimeRules.DEFAULT, file.formatted("string")).decode(value(first, text), event))
                .isEmpty();
        assertThat(event.occurredAtMicros()).isEqualTo(1_772_600_767_000_000L);
        assertThat(decoder(counting, file.formatted("bool")).decode(value(first, seconds), event))
                .contains(DropReason.INCOMPATIBLE_SCHEMA);
    }

    @ParameterizedTest
    @CsvSource({
        "0,                    0,          missing-occurred-at",
        "-62135596800,         0,          missing-occurred-at",
        "1,                    0,          time-out-of-range",
        "946684799,            999999999,  time-out-of-range",
        "9223372036854775807,  2147483647, time-out-of-range",
        "-9223372036854775808, -2147483648, time-out-of-range",
        "9223372036854,        2147483647, time-out-of-range"
    })
    void timestampsOfAnyKindAreJudged(long seconds, int nanos, String code) throws IOException {
        // Given
        Fields message = new Fields()
                .text(1, "e-1")
                .text(2, "acme")
                .message(
                        3,
                        Timestamp.newBuilder()
                                .setSeconds(seconds)
                                .setNanos(nanos)
                                .build());

        // Then
        assertThat(decode(message).map(DropReason::code)).contains(code);
    }

    @Test
    void aMessageWithoutAFieldThatEventsMustHaveIsIncompatible() throws IOException {
        // Given
        EventDecoder decoder = decoder(TimeRules.DEFAULT, FILE);

        // Then
        for (int i = 0; i < 2; i++) {
            assertThat(decoder.decode(value(new byte[] {0}, new Fields()), event))
                    .contains(DropReason.INCOMPATIBLE_SCHEMA);
        }
    }

    @Test
    void theMessagesTypeIsFoundWhereItStandsInTheFile() throws IOException {
        // Given
        String file = """
                syntax = "proto3";
                message Outer {
                  enum E { ZERO = 0; }
                  map<string, string> m = 1;
                  message Not { }
                  message Download { string event_id = 1; string tenant = 2; string occurred_at = 3; }
                }""";
        Fields message = new Fields().text(1, "e").text(2, "acme").text(3, "2026-03-04T05:06:07Z");
        EventDecoder decoder = decoder(TimeRules.DEFAULT, file);

        // Then: Outer, and in it the second message
        assertThat(decoder.decode(value(new byte[] {4, 0, 2}, message), event)).isEmpty();
        assertThat(decoder.decode(value(new byte[] {2, 0}, message), event)).contains(DropReason.INCOMPATIBLE_SCHEMA);
        for (byte[] nowhere : new byte[][] {{4, 0, 4}, {2, 2}, {4, 0, 1}, {1}, {(byte) 0xFE, 1}, {6, 0, 2, 0}, {}}) {
            assertThat(decoder.decode(value(nowhere, message), event))
                    .as(Arrays.toString(nowhere))
                    .contains(DropReason.MALFORMED_PROTOBUF);
        }
    }

    @Test
    void everyTruncationIsRefusedButThoseBetweenFieldsWhichNobodyCanSee() throws IOException {
        // Given
        Fields entry = new Fields().text(1, "a").text(2, "1");
        Fields city = new Fields().text(2, "Auckland");
        byte[] value = value(SECOND_MESSAGE, required().message(11, entry).message(10, city));
        int one = value(SECOND_MESSAGE, required()).length;
        int two = value(SECOND_MESSAGE, required().message(11, entry)).length;
        EventDecoder decoder = decoder(TimeRules.DEFAULT, FILE);

        // Then
        for (int length = 5; length < value.length; length++) {
            assertThat(decoder.decode(Arrays.copyOf(value, length), event).isEmpty())
                    .as("%d of %d bytes", length, value.length)
                    .isEqualTo(length == one || length == two);
        }
    }

    @Test
    void jsonFieldsTakeWhatProtobufHasForJson() throws IOException {
        // Given
        Struct struct = Struct.newBuilder()
                .putFields("b", value("x"))
                .putFields("a", Value.newBuilder().setNumberValue(1.5).build())
                .putFields(
                        "c",
                        Value.newBuilder()
                                .setListValue(ListValue.newBuilder()
                                        .addValues(Value.newBuilder().setBoolValue(true))
                                        .addValues(Value.newBuilder().setStructValue(Struct.getDefaultInstance())))
                                .build())
                .build();

        // Then
        assertThat(detail("google.protobuf.Struct", new Fields().message(9, struct)))
                .isEqualTo("{\"a\":1.5,\"b\":\"x\",\"c\":[true,{}]}");
        assertThat(detail("google.protobuf.Value", new Fields().message(9, value("x"))))
                .isEqualTo("\"x\"");
        assertThat(detail("google.protobuf.Value", new Fields().message(9, Value.getDefaultInstance())))
                .isEqualTo("null");
        assertThat(detail("google.protobuf.BoolValue", new Fields().message(9, BoolValue.getDefaultInstance())))
                .isEqualTo("false");
        assertThat(detail("string", new Fields().text(9, "{\"b\":1,\"a\":2}"))).isEqualTo("{\"a\":2,\"b\":1}");
        assertThat(detail("string", new Fields().text(9, "renamed"))).isEqualTo("\"renamed\"");
        assertThat(detail("string", new Fields().text(9, ""))).isNull();
        assertThat(detail("repeated sint32", new Fields().number(9, 1).bytes(9, new byte[] {3, 4})))
                .isEqualTo("[-1,-2,2]");
        assertThat(detail("repeated Kind", new Fields().number(9, 1).number(9, 7)))
                .isEqualTo("[\"NEW\",\"7\"]");
        assertThat(detail(
                        "Tree",
                        new Fields()
                                .message(
                                        9,
                                        new Fields()
                                                .text(2, "root")
                                                .message(1, new Fields().text(2, "l"))
                                                .message(1, new Fields()))))
                .isEqualTo("{\"kids\":[{\"name\":\"l\"},{}],\"name\":\"root\"}");
        assertThat(detail(
                        "map<int32, Kind>",
                        new Fields()
                                .message(9, new Fields().number(1, 10).number(2, 1))
                                .message(9, new Fields().number(1, 9))))
                .isEqualTo("{\"10\":\"NEW\",\"9\":\"NONE\"}");
        assertThat(detail("map<bool, double>", new Fields().message(9, new Fields())))
                .isEqualTo("{\"false\":0.0}");
    }

    @Test
    void messagesWithoutEndAreReadToTheUsualDepth() throws IOException {
        // Given
        Fields shallow = new Fields();
        Fields deep = new Fields();
        for (int i = 0; i < 30; i++) {
            shallow = new Fields().message(1, shallow);
        }
        for (int i = 0; i < 40; i++) {
            deep = new Fields().message(1, deep);
        }

        // Then
        assertThat(detail("Tree", new Fields().message(9, shallow))).startsWith("{\"kids\":[{\"kids\":[{");
        assertThat(decodeDetail("Tree", new Fields().message(9, deep))).contains(DropReason.MALFORMED_PROTOBUF);
    }

    private @Nullable String detail(String type, Fields fields) throws IOException {
        assertThat(decodeDetail(type, fields)).isEmpty();
        return audit.text(audit.type().field("detail").orElseThrow());
    }

    private Optional<DropReason> decodeDetail(String type, Fields fields) throws IOException {
        String file = """
                syntax = "proto3";
                enum Kind { NONE = 0; NEW = 1; }
                message Tree { repeated Tree kids = 1; string name = 2; }
                message Audit { string event_id = 1; string tenant = 2; string occurred_at = 3; %s detail = 9; }
                """.formatted(type);
        EventDecoder decoder =
                new EventDecoder(EventSchemas.schema(Source.AUDIT), OneSchema.lookup(file), TimeRules.DEFAULT);
        fields.text(1, "e").text(2, "acme").text(3, "2026-03-04T05:06:07Z");
        return decoder.decode(value(new byte[] {2, 2}, fields), audit);
    }

    private Optional<DropReason> decode(Fields message) throws IOException {
        return decoder(TimeRules.DEFAULT, FILE).decode(value(SECOND_MESSAGE, message), event);
    }

    private static EventDecoder decoder(TimeRules times, String file) {
        return new EventDecoder(EventSchemas.schema(Source.DOWNLOAD), OneSchema.lookup(file), times);
    }

    private static byte[] value(byte[] place, Fields message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(AvroWire.header(1));
        out.writeBytes(place);
        out.writeBytes(message.toBytes());
        return out.toByteArray();
    }

    private static Fields required() throws IOException {
        return new Fields().text(1, "e-1").text(2, "acme").message(3, timestamp("2026-03-04T05:06:07.000317Z"));
    }

    private static Timestamp timestamp(String time) {
        Instant instant = Instant.parse(time);
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    private static Value value(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }

    private @Nullable String text(String path) {
        return event.text(event.type().field(path).orElseThrow());
    }

    private @Nullable Long number(String path) {
        Field field = event.type().field(path).orElseThrow();
        return event.isNull(field) ? null : event.number(field);
    }

    /** Fields of a message in the order they are added, written by Protobuf's own writer. */
    private static final class Fields {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

        Fields text(int number, String text) throws IOException {
            out.writeString(number, text);
            return this;
        }

        Fields number(int number, long value) throws IOException {
            out.writeInt64(number, value);
            return this;
        }

        Fields bytes(int number, byte[] value) throws IOException {
            out.writeBytes(number, ByteString.copyFrom(value));
            return this;
        }

        Fields message(int number, Message value) throws IOException {
            out.writeMessage(number, value);
            return this;
        }

        Fields message(int number, Fields value) throws IOException {
            return bytes(number, value.toBytes());
        }

        byte[] toBytes() {
            try {
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }
}
