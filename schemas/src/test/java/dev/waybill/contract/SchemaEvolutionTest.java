package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every schema version ever released must be able to read the events of every other. */
class SchemaEvolutionTest {
    private static final Path FROZEN = Path.of("src/test/resources/frozen/events");
    private static final String ADVICE =
            "%s no longer fits %s, which is in use: only add fields, at the end, nullable and"
                    + " with a default; never rename, remove, reorder or retype one. Never edit files in " + FROZEN;

    static Stream<Arguments> frozenSchemas() throws IOException {
        List<Arguments> arguments = new ArrayList<>();
        try (Stream<Path> versions = Files.list(FROZEN)) {
            for (Path version : versions.sorted().toList()) {
                for (Source source : Source.values()) {
                    arguments.add(Arguments.of(version.getFileName().toString(), source));
                }
            }
        }
        return arguments.stream();
    }

    @ParameterizedTest
    @MethodSource("frozenSchemas")
    void readsEventsOfEveryFrozenVersionAndIsReadByIt(String version, Source source) throws IOException {
        // Given
        Schema current = EventSchemas.schema(source);
        Schema frozen = frozen(version, source);

        // Then
        assertThat(differences(current, frozen)).as(ADVICE, source, version).isEmpty();
        assertThat(differences(frozen, current)).as(ADVICE, source, version).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("frozenSchemas")
    void onlyAddsFieldsAtTheEnd(String version, Source source) throws IOException {
        // Given
        List<String> current = names(EventSchemas.schema(source));
        List<String> frozen = names(frozen(version, source));

        // Then
        assertThat(current).as(ADVICE, source, version).startsWith(frozen.toArray(String[]::new));
    }

    @Test
    void noticesAFieldThatWasRetyped() {
        // Given
        Schema before = SchemaBuilder.record("E").fields().optionalLong("bytes").endRecord();
        Schema after =
                SchemaBuilder.record("E").fields().optionalString("bytes").endRecord();

        // Then
        assertThat(differences(after, before)).isNotEmpty();
    }

    @Test
    void noticesAFieldWithoutDefault() {
        // Given
        Schema before = SchemaBuilder.record("E").fields().optionalLong("bytes").endRecord();
        Schema after = SchemaBuilder.record("E")
                .fields()
                .optionalLong("bytes")
                .requiredString("x")
                .endRecord();

        // Then
        assertThat(differences(after, before)).isNotEmpty();
    }

    private static List<String> differences(Schema reader, Schema writer) {
        SchemaCompatibility.SchemaPairCompatibility pair =
                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        return pair.getType() == SchemaCompatibilityType.COMPATIBLE
                ? List.of()
                : pair.getResult().getIncompatibilities().stream()
                        .map(difference -> difference.getLocation() + " " + difference.getMessage())
                        .toList();
    }

    private static Schema frozen(String version, Source source) throws IOException {
        return new Schema.Parser()
                .parse(Files.readString(FROZEN.resolve(version).resolve(EventSchemas.typeName(source) + ".avsc")));
    }

    private static List<String> names(Schema schema) {
        return schema.getFields().stream().map(Schema.Field::name).toList();
    }
}
