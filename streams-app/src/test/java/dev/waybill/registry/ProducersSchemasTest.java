package dev.waybill.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.event.DropReason;
import dev.waybill.event.Event;
import dev.waybill.wire.EventDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas that registries hold and Avro's own parser would not take for new ones. */
class ProducersSchemasTest {
    private static final String REQUIRED = """
            {"name":"event_id","type":"string"},{"name":"tenant","type":"string"},
            {"name":"occurred_at","type":{"type":"long","logicalType":"timestamp-micros"}}""";

    private RegistryServer server;
    private EventDecoder decoder;
    private Event event;

    @BeforeEach
    void start() throws IOException {
        server = new RegistryServer();
        RegistryHttp registry = new RegistryHttp(RegistryConfig.of(Map.of("schema.registry.url", server.url())));
        decoder = new EventDecoder(
                EventSchemas.schema(Source.DOWNLOAD),
                new RegistrySchemaLookup(registry, Clock.systemUTC(), Duration.ofMinutes(1)));
        event = new Event(decoder.eventType());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"x\",\"type\":\"string\",\"default\":null}",
                "{\"name\":\"x\",\"type\":\"string\",\"default\":7}",
                "{\"name\":\"x\",\"default\":{},\"type\":{\"type\":\"record\",\"name\":\"R\","
                        + "\"fields\":[{\"name\":\"y\",\"type\":\"string\"}]}}",
                "{\"name\":\"x\",\"type\":[\"null\",\"string\"],\"default\":\"\"}",
                "{\"name\":\"x y\",\"type\":\"string\"}",
                "{\"name\":\"1\",\"type\":\"string\"}",
                "{\"name\":\"größe\",\"type\":\"string\"}",
                "{\"name\":\"x\",\"type\":\"string\",\"order\":\"sideways\"}",
                "{\"name\":\"x\",\"type\":\"string\",\"aliases\":\"y\"}",
                "{\"name\":\"x\",\"type\":\"string\",\"aliases\":[\"my-y\"]}",
                "{\"name\":\"x\",\"type\":\"string\",\"doc\":7}",
                "{\"name\":\"x\",\"type\":{\"type\":\"enum\",\"name\":\"My-E\",\"symbols\":[\"a-b\",\"\"],\"default\":\"c\"}}",
                "{\"name\":\"x\",\"type\":{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":-1}}"
            })
    void areRead(String field) throws IOException {
        // Given
        int id = server.register("s", record("\"name\":\"E\"", REQUIRED + "," + field));

        // When: each of these fields is written as a zero byte
        assertThat(decoder.decode(value(id, 1), event)).isEmpty();

        // Then
        assertThat(event.text(decoder.eventType().eventId())).isEqualTo("e-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\":\"E\",\"namespace\":\"my-team.events\"",
                "\"name\":\"my-team.events.E\"",
                "\"name\":\"1 event\"",
                "\"name\":\"E\",\"namespace\":\"\",\"aliases\":[\"old-team.E\",\"9\"]",
                "\"name\":\"\""
            })
    void areReadUnderAnyName(String name) throws IOException {
        // Given
        int id = server.register("s", record(name, REQUIRED));

        // Then
        assertThat(decoder.decode(value(id, 0), event)).isEmpty();
        assertThat(event.text(decoder.eventType().tenant())).isEqualTo("acme");
    }

    @Test
    void areReadWhereTheyReferToOthersOfTheKind() throws IOException {
        // Given
        server.register(
                "client",
                "{\"type\":\"record\",\"name\":\"Client-1\",\"namespace\":\"my-team\",\"fields\":"
                        + "[{\"name\":\"environment\",\"type\":\"string\",\"default\":null}]}");
        int id = server.register(
                "s",
                server.schemaWithReference(
                        record(
                                "\"name\":\"E\",\"namespace\":\"my-team\"",
                                REQUIRED + ",{\"name\":\"client\",\"type\":\"Client-1\",\"default\":{}}"),
                        "my-team.Client-1",
                        "client",
                        1));

        // Then
        assertThat(decoder.decode(value(id, 1), event)).isEmpty();
    }

    @Test
    void areToldFromUnknownOnesWhereTheyAreBroken() throws IOException {
        // Given
        int id = server.register("s", record("\"name\":\"E\"", REQUIRED + ",{\"name\":\"x\",\"type\":\"Missing\"}"));

        // Then
        assertThat(decoder.decode(value(id, 0), event)).contains(DropReason.UNREADABLE_SCHEMA);
        assertThat(decoder.schemaId()).hasValue(id);
        assertThat(decoder.decode(value(id + 1, 0), event)).contains(DropReason.UNKNOWN_SCHEMA_ID);
    }

    private static String record(String name, String fields) {
        return "{\"type\":\"record\"," + name + ",\"fields\":[" + fields + "]}";
    }

    /** The required fields, and then so many zero bytes. */
    private static byte[] value(int schemaId, int zeros) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        encoder.writeString("e-1");
        encoder.writeString("acme");
        encoder.writeLong(1_772_600_767_000_317L);
        encoder.writeFixed(new byte[zeros]);
        encoder.flush();
        return out.toByteArray();
    }
}
