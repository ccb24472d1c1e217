package dev.waybill.imports.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.event.Event;
import dev.waybill.imports.line.BadLineException;
import dev.waybill.imports.line.LogEntry;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.wire.EventDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every log format promises, run for every kind that is known by its name alone, on the lines of
 * {@code src/test/resources/logs/<name>.log} and the events beside them; {@code -Dgolden.rewrite=true} rewrites these.
 */
class LogFormatContractTest {
    private static final String ODD = "\"\\ [],:-{}x0\u0000\u00ff\t%+";
    private static final Path LOGS = Path.of("src/test/resources/logs");

    static Stream<LogFormat> formats() {
        return LogFormats.standing().stream();
    }

    static Stream<Arguments> pairs() {
        return formats()
                .flatMap(format ->
                        formats().filter(other -> !other.equals(format)).map(other -> Arguments.of(format, other)));
    }

    /** Names are part of event ids, so none may ever change. */
    @Test
    void namesStayAsTheyAre() {
        assertThat(LogFormats.names())
                .containsExactly(
                        "apache",
                        "caddy",
                        "cloudfront",
                        "combined",
                        "common",
                        "ingress-nginx",
                        "nginx",
                        "nginx-json",
                        "nginx-main",
                        "s3",
                        "traefik",
                        "vhost-combined",
                        "w3c");
    }

    @Test
    void thePageNamesEveryFormat() throws IOException {
        assertThat(LogFormats.names())
                .allSatisfy(name -> assertThat(Files.readString(Path.of("../docs/how-to/import-logs.md")))
                        .contains("`" + name + "`"));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void readsTheLinesOfItsServer(LogFormat format) throws IOException, BadLineException {
        // When
        List<String> events = new ArrayList<>();
        LineParser parser = format.parser();
        for (String line : lines(format)) {
            Optional<LogEntry> entry = parser.parse(line.getBytes(UTF_8));
            assertThat(entry.isPresent()).as(line).isEqualTo(!line.startsWith("#"));
            entry.ifPresent(
                    event -> events.add(event.time() + (event.leftOut() ? " and more " : " ") + event.fields()));
        }

        // Then
        Path golden = LOGS.resolve(format.name() + ".events");
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.write(golden, events);
        }
        assertThat(events).isEqualTo(Files.readAllLines(golden));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void makesEventsOfWhichNothingIsUnknown(LogFormat format) throws IOException, BadLineException {
        LineParser parser = format.parser();
        for (String line : lines(format)) {
            Optional<LogEntry> entry = parser.parse(line.getBytes(UTF_8));
            if (entry.isPresent()) {
                // Given
                ObjectNode event = entry.get().fields().deepCopy();
                event.put("event_id", "e").put("tenant", "acme");
                event.put("occurred_at", entry.get().time().toString());
                EventDecoder decoder =
                        new EventDecoder(EventSchemas.schema(Source.DOWNLOAD), new InMemorySchemaLookup());

                // When
                Optional<?> refusal = decoder.decode(event.toString().getBytes(UTF_8), new Event(decoder.eventType()));

                // Then
                assertThat(refusal).as(line).isEmpty();
                assertKnown(event, EventSchemas.schema(Source.DOWNLOAD), line);
            }
        }
    }

    private static void assertKnown(JsonNode object, Schema schema, String line) {
        object.properties().forEach(member -> {
            Schema.Field field = schema.getField(member.getKey());
            assertThat(field).as("%s of %s", member.getKey(), line).isNotNull();
            record(field.schema()).ifPresent(nested -> assertKnown(member.getValue(), nested, line));
        });
    }

    /** The record that a field holds, which may be null. */
    private static Optional<Schema> record(Schema schema) {
        List<Schema> choices = schema.isUnion() ? schema.getTypes() : List.of(schema);
        return choices.stream()
                .filter(choice -> choice.getType() == Schema.Type.RECORD)
                .findFirst();
    }

    /** A line that two formats took would be imported with fields in wrong places under one of them. */
    @ParameterizedTest
    @MethodSource("pairs")
    void takesNoLineOfAnother(LogFormat format, LogFormat other) throws IOException {
        LineParser parser = format.parser();
        for (String line : lines(other)) {
            assertThat(isEvent(parser, line.getBytes(UTF_8))).as(line).isFalse();
        }
    }

    /** Whatever the bytes are, a line is an event or has a reason; none is taken that is no whole line. */
    @ParameterizedTest
    @MethodSource("formats")
    void refusesLinesThatAreCutOff(LogFormat format) throws IOException, BadLineException {
        List<String> header =
                lines(format).stream().takeWhile(line -> line.startsWith("#")).toList();
        for (String line : lines(format)) {
            for (int length = 1; length < line.length() - 1 && !line.startsWith("#"); length++) {
                LineParser parser = format.parser();
                for (String headerLine : header) {
                    parser.parse(headerLine.getBytes(UTF_8));
                }
                String cut = line.substring(0, length);
                if (isEvent(parser, cut.getBytes(UTF_8))) {
                    assertThat(cut).as("%s took a line that is cut off", format).matches(mayEndEarly(format));
                }
            }
        }
    }

    /** Formats whose last field is a word without an end: what is left of it cannot be told from a whole one. */
    private static String mayEndEarly(LogFormat format) {
        return switch (format.name()) {
            case "common" -> ".*\" \\d{3} \\d+";
            case "combined" -> ".*\"-\" \"an \"(unescaped\")?";
            case "ingress-nginx" -> ".* ([0-9]{3}|-) [0-9a-f:]+";
            case "s3" -> ".*\" \\S+( \\S+){0,9} ?\\S*";
            case "cloudfront" -> ".*\t([0-9]+|-)";
            case "w3c" -> ".* \\S+";
            default -> "never";
        };
    }

    private static boolean isEvent(LineParser parser, byte[] line) {
        try {
            return parser.parse(line).isPresent();
        } catch (BadLineException no) {
            assertThat(no.reason()).isNotBlank();
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void takesAnyBytesWithoutFailing(LogFormat format) throws IOException {
        Random random = new Random(7);
        for (String line : lines(format)) {
            for (int round = 0; round < 300; round++) {
                byte[] mutated = line.getBytes(ISO_8859_1);
                for (int i = 0; i <= round % 4; i++) {
                    mutated[random.nextInt(mutated.length)] = (byte) ODD.charAt(random.nextInt(ODD.length()));
                }
                LineParser parser = format.parser();

                // Then it answers
                isEvent(parser, mutated);
            }
        }
    }

    private static List<String> lines(LogFormat format) throws IOException {
        return Files.readAllLines(LOGS.resolve(format.name() + ".log"));
    }
}
