package dev.waybill.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.event.DropReason;
import dev.waybill.registry.schema.AvroWriter;
import dev.waybill.registry.schema.JsonWriter;
import dev.waybill.registry.schema.NoWriter;
import dev.waybill.registry.schema.ProtobufWriter;
import dev.waybill.registry.schema.WriterSchema;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RegistrySchemaLookupTest {
    private static final String SCHEMA = "{\"type\":\"record\",\"name\":\"E\",\"namespace\":\"n\",\"fields\":[]}";

    private final SteppedClock clock = new SteppedClock();
    private RegistryServer server;
    private RegistrySchemaLookup lookup;

    @BeforeEach
    void start() throws IOException {
        server = new RegistryServer();
        lookup = lookup(Map.of("schema.registry.url", server.url()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asksOnceForEverySchema() {
        // Given
        int id = server.register("s-value", SCHEMA);

        // When
        WriterSchema first = lookup.writerSchema(id);
        WriterSchema second = lookup.writerSchema(id);

        // Then
        assertThat(first)
                .isEqualTo(new AvroWriter(new Schema.Parser().parse(SCHEMA)))
                .isEqualTo(second);
        assertThat(server.requests()).containsExactly("/schemas/ids/1");
    }

    @Test
    void resolvesReferencesThroughOtherSubjects() {
        // Given
        server.register(
                "n.City",
                "{\"type\":\"record\",\"name\":\"City\",\"namespace\":\"n\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}");
        server.register(
                "a place",
                server.schemaWithReference(
                        "{\"type\":\"record\",\"name\":\"Place\",\"namespace\":\"n\",\"fields\":[{\"name\":\"city\",\"type\":\"n.City\"}]}",
                        "n.City",
                        "n.City",
                        1));
        int id = server.register(
                "s-value",
                server.schemaWithReference(
                        "{\"type\":\"record\",\"name\":\"E\",\"fields\":[{\"name\":\"place\",\"type\":\"n.Place\"}]}",
                        "n.Place",
                        "a place",
                        1));

        // When
        WriterSchema schema = lookup.writerSchema(id);

        // Then
        assertThat(((AvroWriter) schema)
                        .schema()
                        .getField("place")
                        .schema()
                        .getField("city")
                        .schema()
                        .getField("x"))
                .isNotNull();
        assertThat(server.requests()).contains("/subjects/a%20place/versions/1?deleted=true");
    }

    @Test
    void believesForHalfAMinuteThatThereIsNoSchema() {
        // Given
        WriterSchema before = lookup.writerSchema(1);
        server.register("s-value", SCHEMA);

        // When
        WriterSchema soon = lookup.writerSchema(1);
        clock.advance(RegistrySchemaLookup.ABSENCE);
        WriterSchema later = lookup.writerSchema(1);

        // Then
        assertThat(before).isEqualTo(NoWriter.UNKNOWN);
        assertThat(soon).isEqualTo(NoWriter.UNKNOWN);
        assertThat(later).isInstanceOf(AvroWriter.class);
        assertThat(server.requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"schema\":\"not avro\"}                                              | unreadable-schema",
                "{\"schema\":\"\"}                                                      | unreadable-schema",
                "{}                                                                     | unreadable-schema",
                "{\"schema\":{\"type\":\"string\"}}                                     | unreadable-schema",
                "{\"schema\":\"{\\\"type\\\":\\\"Missing\\\"}\"}                          | unreadable-schema",
                "{\"schema\":\"{\\\"type\\\":\\\"fixed\\\",\\\"name\\\":\\\"f\\\",\\\"size\\\":-1}\"} | unreadable-schema",
                "{\"schemaType\":\"PROTOBUF\",\"schema\":\"massage M {}\"}              | unreadable-schema",
                "{\"schemaType\":\"PROTOBUF\",\"schema\":\"message M {\"}               | unreadable-schema",
                "{\"schemaType\":\"OPENAPI\",\"schema\":\"{}\"}                         | unsupported-schema-type"
            })
    void whatCannotBeReadHasAReasonOfItsOwn(String answer, String reason) {
        // Given
        server.failWith(200, answer);

        // When
        WriterSchema schema = lookup.writerSchema(1);

        // Then
        assertThat(schema).isEqualTo(new NoWriter(reason(reason)));
    }

    @Test
    void schemasNestedWithoutEndAreUnreadable() {
        // Given
        int arrays = 5_000;
        String json = "{\"type\":\"array\",\"items\":".repeat(arrays) + "\"int\"" + "}".repeat(arrays);
        String proto = "syntax = \"proto3\";" + "message M {".repeat(50_000) + "}".repeat(50_000);

        // Then
        assertThat(lookup.writerSchema(server.register("a", json)))
                .isEqualTo(new NoWriter(DropReason.UNREADABLE_SCHEMA));
        assertThat(lookup.writerSchema(server.register("p", server.schema("PROTOBUF", proto))))
                .isEqualTo(new NoWriter(DropReason.UNREADABLE_SCHEMA));
    }

    @Test
    void aReferenceThatDoesNotExistMayComeYet() {
        // Given
        String city = "{\"type\":\"record\",\"name\":\"City\",\"fields\":[]}";
        String place = "{\"type\":\"record\",\"name\":\"Place\",\"fields\":[{\"name\":\"c\",\"type\":\"City\"}]}";
        int id = server.register("s-value", server.schemaWithReference(place, "City", "city", 1));

        // When
        WriterSchema before = lookup.writerSchema(id);
        server.register("city", city);
        clock.advance(RegistrySchemaLookup.ABSENCE);
        WriterSchema later = lookup.writerSchema(id);

        // Then
        assertThat(before).isEqualTo(new NoWriter(DropReason.UNREADABLE_SCHEMA));
        assertThat(later).isInstanceOf(AvroWriter.class);
    }

    @Test
    void knowsJsonSchemaAndProtobuf() {
        // Given
        int json = server.register("j", server.schema("JSON", "{\"type\":\"object\"}"));
        int protobuf = server.register("p", server.schema("PROTOBUF", "message M {}"));

        // Then
        assertThat(lookup.writerSchema(json)).isEqualTo(new JsonWriter());
        assertThat(lookup.writerSchema(protobuf)).isInstanceOf(ProtobufWriter.class);
    }

    private static DropReason reason(String code) {
        return Stream.of(DropReason.values())
                .filter(reason -> reason.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"error_code\":401} | answered 401; check the registry's credentials",
                "403 | {}                   | answered 403; check the registry's credentials",
                "500 | {\"error_code\":50001} | answered 500",
                "503 | ''                   | answered 503",
                "302 | ''                   | answered 302",
                "404 | <html>not here       | answered 404 without a registry's error code; check the path in schema.registry.url",
                "200 | <html>welcome        | answered 200 with something that is not a registry's answer; check schema.registry.url"
            })
    void anyOtherAnswerMeansThatTheRegistryIsNotAvailable(int status, String body, String message) {
        // Given
        int id = server.register("s-value", SCHEMA);
        server.failWith(status, body);

        // When
        assertThatThrownBy(() -> lookup.writerSchema(id))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessage("schema registry " + server.url() + "/schemas/ids/1 " + message);
        server.failWith(0, "");

        // Then
        assertThat(lookup.writerSchema(id)).isInstanceOf(AvroWriter.class);
    }

    @Test
    void asksTheNextNodeWhenOneIsDown() throws IOException {
        // Given
        int id = server.register("s-value", SCHEMA);
        RegistryServer down = new RegistryServer();
        down.close();
        RegistrySchemaLookup either = lookup(Map.of("schema.registry.url", down.url() + "/, " + server.url() + "/"));

        // Then
        assertThat(either.writerSchema(id)).isInstanceOf(AvroWriter.class);
        assertThatThrownBy(
                        () -> lookup(Map.of("schema.registry.url", down.url())).writerSchema(id))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("did not answer: ConnectException");
    }

    @ParameterizedTest
    @EnumSource(names = "NEVER", mode = EnumSource.Mode.EXCLUDE)
    void aNodeThatDoesNotEndItsAnswerIsLeftForTheNext(StallingServer.Stall stall) throws IOException {
        // Given
        int id = server.register("s-value", SCHEMA);
        try (StallingServer stalling = StallingServer.start(stall)) {
            Map<String, String> short200 = Map.of("http.read.timeout.ms", "200");

            // Then
            assertThatThrownBy(() -> lookup(with(short200, stalling.url())).writerSchema(id))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessage("schema registry " + stalling.url()
                            + "/schemas/ids/1 did not give a whole answer within" + " PT0.2S");
            assertThat(lookup(with(short200, stalling.url() + "," + server.url()))
                            .writerSchema(id))
                    .isInstanceOf(AvroWriter.class);
            stalling.awaitClosed(2);
        }
    }

    @Test
    void anAnswerWithoutEndIsNotKeptInMemory() throws IOException {
        try (StallingServer endless = StallingServer.start(StallingServer.Stall.NEVER)) {
            assertThatThrownBy(() ->
                            lookup(Map.of("schema.registry.url", endless.url())).writerSchema(1))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageEndingWith("did not answer: IOException")
                    .cause()
                    .hasMessageContaining("longer than 16777216 bytes");
            endless.awaitClosed(1);
        }
    }

    private static Map<String, String> with(Map<String, String> settings, String url) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("schema.registry.url", url);
        return all;
    }

    @Test
    void sendsCredentials() {
        // Given
        int id = server.register("s-value", SCHEMA);
        Map<String, String> basic = Map.of(
                "schema.registry.url", server.url(),
                "basic.auth.credentials.source", "USER_INFO",
                "basic.auth.user.info", "reader:se:cret");
        Map<String, String> bearer = Map.of(
                "schema.registry.url", server.url(),
                "bearer.auth.credentials.source", "STATIC_TOKEN",
                "bearer.auth.token", "t0ken");

        // When
        lookup(basic).writerSchema(id);
        lookup(bearer).writerSchema(id);

        // Then
        assertThat(server.authorizations()).containsExactly("Basic cmVhZGVyOnNlOmNyZXQ=", "Bearer t0ken");
        assertThat(RegistryConfig.of(basic).toString())
                .contains("password=hidden")
                .doesNotContain("cret");
        assertThat(RegistryConfig.of(bearer).toString())
                .contains("token=hidden")
                .doesNotContain("t0ken");
    }

    @Test
    void anInterruptEndsTheQuestionAndIsKept() {
        // Given
        Thread.currentThread().interrupt();

        // When
        assertThatThrownBy(() -> lookup.writerSchema(1)).isInstanceOf(RegistryUnavailableException.class);

        // Then
        assertThat(Thread.interrupted()).isTrue();
    }

    private RegistrySchemaLookup lookup(Map<String, String> settings) {
        return new RegistrySchemaLookup(new RegistryHttp(RegistryConfig.of(settings)), clock, Duration.ofMinutes(1));
    }

    /** Stands still until told. */
    private static final class SteppedClock extends Clock {
        private Instant now = Instant.parse("2026-03-04T05:06:07Z");

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
