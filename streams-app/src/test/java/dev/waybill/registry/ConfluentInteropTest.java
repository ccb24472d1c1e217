package dev.waybill.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.event.DropReason;
import dev.waybill.event.Event;
import dev.waybill.registry.schema.AvroWriter;
import dev.waybill.registry.schema.NoWriter;
import dev.waybill.registry.schema.ProtobufWriter;
import dev.waybill.registry.schema.WriterSchema;
import dev.waybill.wire.EventDecoder;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.apache.pulsar.kafka.shade.avro.Schema;
import org.apache.pulsar.kafka.shade.avro.generic.GenericData;
import org.apache.pulsar.kafka.shade.avro.generic.GenericRecord;
import org.apache.pulsar.kafka.shade.avro.generic.GenericRecordBuilder;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Confluent's serializer writes, our decoder reads, with schemas from our lookup and from Confluent's client. Both
 * are the genuine classes under the package name that Maven Central has them under.
 */
class ConfluentInteropTest {
    private static final String GENUINE = "io.confluent.";
    private static final String RELOCATED = "org.apache.pulsar.kafka.shade.io.confluent.";
    private static final Path ADAPTER =
            Path.of("src", "confluent", "java", "dev", "waybill", "registry", "ConfluentRegistry.java");

    @TempDir
    private Path folder;

    private RegistryServer server;
    private Map<String, String> settings;

    @BeforeEach
    void start() throws IOException {
        server = new RegistryServer();
        settings = Map.of("schema.registry.url", server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void readsWhatConfluentsSerializerWrites() {
        // Given
        byte[] value = serialized(EventSchemas.schema(Source.DOWNLOAD).toString());

        // Then
        assertDecodes(
                value,
                new RegistrySchemaLookup(
                        new RegistryHttp(RegistryConfig.of(settings)), Clock.systemUTC(), Duration.ofMinutes(1)));
    }

    @Test
    void confluentsClientServesTheSameInterface() throws Exception {
        // Given
        byte[] value = serialized(EventSchemas.schema(Source.DOWNLOAD).toString());
        SchemaLookup lookup = adapter();

        // Then
        assertDecodes(value, lookup);
    }

    @Test
    void confluentsClientGivesSchemasThatAreNotForNewSubjects() throws Exception {
        // Given
        int id = server.register(
                "s-value",
                "{\"type\":\"record\",\"name\":\"E\",\"namespace\":\"my-team.events\",\"fields\":"
                        + "[{\"name\":\"x\",\"type\":\"string\",\"default\":null}]}");

        // Then
        assertThat(adapter().writerSchema(id)).isInstanceOf(AvroWriter.class);
    }

    @Test
    void confluentsClientTellsUnknownFromUnavailable() throws Exception {
        // Given
        SchemaLookup lookup = adapter();
        int protobuf = server.register(
                "p",
                new ObjectMapper()
                        .createObjectNode()
                        .put("schemaType", "PROTOBUF")
                        .put("schema", "message M {}"));
        WriterSchema unknown = lookup.writerSchema(4711);
        WriterSchema notAvro = lookup.writerSchema(protobuf);

        // Then
        assertThat(unknown).isEqualTo(NoWriter.UNKNOWN);
        assertThat(notAvro).isInstanceOf(ProtobufWriter.class);
        for (int status : List.of(401, 404, 500)) {
            server.failWith(status, "{}");
            assertThatThrownBy(() -> lookup.writerSchema(4712)).isInstanceOf(RegistryUnavailableException.class);
        }
        server.close();
        assertThatThrownBy(() -> lookup.writerSchema(4713)).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void confluentsClientResolvesReferences() throws Exception {
        // Given
        server.register("n.City", "{\"type\":\"record\",\"name\":\"City\",\"namespace\":\"n\",\"fields\":[]}");
        int id = server.register(
                "s-value",
                server.schemaWithReference(
                        "{\"type\":\"record\",\"name\":\"E\",\"fields\":[{\"name\":\"city\",\"type\":\"n.City\"}]}",
                        "n.City",
                        "n.City",
                        1));

        // When
        WriterSchema schema = adapter().writerSchema(id);

        // Then
        assertThat(((AvroWriter) schema).schema().getField("city").schema().getFullName())
                .isEqualTo("n.City");
    }

    private byte[] serialized(String schemaText) {
        Schema schema = new Schema.Parser().parse(schemaText);
        GenericRecord location = new GenericData.Record(
                schema.getField("location").schema().getTypes().get(1));
        location.put("city", "Kāpiti");
        GenericRecord event = new GenericRecordBuilder(schema)
                .set("event_id", "e-1")
                .set("tenant", "acme")
                .set("occurred_at", 1_772_600_767_000_317L)
                .set("status", 200)
                .set("location", location)
                .build();
        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer()) {
            serializer.configure(settings, false);
            return serializer.serialize("download-events", event);
        }
    }

    private static void assertDecodes(byte[] value, SchemaLookup lookup) {
        EventDecoder decoder = new EventDecoder(EventSchemas.schema(Source.DOWNLOAD), lookup);
        Event event = new Event(decoder.eventType());
        Optional<DropReason> problem = decoder.decode(value, event);
        assertThat(problem).isEmpty();
        assertThat(decoder.schemaId()).hasValue(1);
        assertThat(event.text(decoder.eventType().eventId())).isEqualTo("e-1");
        assertThat(event.text(decoder.eventType().tenant())).isEqualTo("acme");
        assertThat(event.occurredAtMicros()).isEqualTo(1_772_600_767_000_317L);
        assertThat(event.number(decoder.eventType().field("status").orElseThrow()))
                .isEqualTo(200);
        assertThat(event.text(decoder.eventType().field("location.city").orElseThrow()))
                .isEqualTo("Kāpiti");
    }

    /** The adapter's source, compiled against the relocated client. */
    private SchemaLookup adapter() throws Exception {
        Path source = folder.resolve("ConfluentRegistry.java");
        Files.writeString(source, Files.readString(ADAPTER).replace(GENUINE, RELOCATED));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int failed = compiler.run(
                null,
                System.out,
                System.err,
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
        assertThat(failed).as("compiler errors, printed above").isZero();
        URL[] classes = {folder.toUri().toURL()};
        // Stays open as long as its classes are used; ends with the test.
        URLClassLoader loader = new URLClassLoader(classes, ConfluentInteropTest.class.getClassLoader());
        String factory = Files.readString(
                Path.of("src/confluent/resources/META-INF/services", RegistryApiFactory.class.getName()));
        RegistryApi registry = ((RegistryApiFactory)
                        loader.loadClass(factory.strip()).getConstructor().newInstance())
                .create(settings);
        return new RegistrySchemaLookup(registry, Clock.systemUTC(), Duration.ofMinutes(1));
    }
}
