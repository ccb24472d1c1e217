package dev.waybill.imports.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.format.ApacheCombined;
import dev.waybill.format.ApacheCommon;
import dev.waybill.format.OutputFormat;
import dev.waybill.format.S3AccessLog;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.imports.line.BadLineException;
import dev.waybill.imports.line.LogEntry;
import dev.waybill.kind.format.ApacheCombinedSpec;
import dev.waybill.kind.format.ApacheCommonSpec;
import dev.waybill.kind.format.Compression;
import dev.waybill.kind.format.S3AccessLogSpec;
import dev.waybill.kind.format.W3cSpec;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.wire.EventDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Waybill exports as a web server's log can be imported, and gives the same line again. */
class ExportedAgainTest {
    private static final List<String> FIELDS = List.of(
            "ip_address",
            "user.identifier",
            "method",
            "uri",
            "protocol",
            "status",
            "bytes",
            "referer",
            "user_agent.raw",
            "host",
            "request_id",
            "time_taken_ms",
            "forwarded_for",
            "edge",
            "s3.key",
            "s3.bucket",
            "s3.requester",
            "s3.operation",
            "s3.tls_version",
            "s3.object_size",
            "cdn.cookie",
            "cdn.result_type",
            "cdn.client_port",
            "cdn.content_type",
            "cdn.time_to_first_byte_ms");

    private static final EventDecoder DECODER =
            new EventDecoder(EventSchemas.schema(Source.DOWNLOAD), new InMemorySchemaLookup());

    static Stream<Arguments> formats() {
        return Stream.of(
                Arguments.of(new ApacheCommon(new ApacheCommonSpec(Compression.NONE)), new Common()),
                Arguments.of(new ApacheCombined(new ApacheCombinedSpec(Compression.NONE)), new Combined()),
                Arguments.of(new S3AccessLog(new S3AccessLogSpec(Compression.NONE)), new S3()),
                Arguments.of(new dev.waybill.format.W3c(new W3cSpec(Compression.NONE)), new Cloudfront()));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void givesTheSameLineAgain(OutputFormat export, LogFormat format) throws BadLineException, IOException {
        Random random = new Random(11);
        for (int round = 0; round < 3_000; round++) {
            // Given
            String log = write(export, randomEvent(random));

            // When
            String again = write(export, decoded(parse(format, log)));

            // Then
            assertThat(again).isEqualTo(log);
        }
    }

    /** The fields of a usual event, as far as the format has them. */
    @ParameterizedTest
    @MethodSource("formats")
    void givesTheSameEventAgain(OutputFormat export, LogFormat format) throws BadLineException, IOException {
        // Given
        ObjectNode event = event();
        event.put("ip_address", "2001:db8::9").put("method", "GET").put("uri", "/a%20b?c=%22d%22&e");
        event.put("protocol", "HTTP/1.1").put("status", 200).put("bytes", 48213);
        event.put("referer", "https://example.test/?q=caf%C3%A9").put("host", "dl.example.test");
        event.put("request_id", "req-7f3a").put("time_taken_ms", 31).put("forwarded_for", "203.0.113.9, 198.51.100.7");
        event.putObject("user").put("identifier", "us31Qe");
        event.putObject("user_agent").put("raw", "pip/24.0 (\u00e9; \u6f22) 100% ~");
        event.putObject("s3").put("key", "a b/\u00e9").put("bucket", "media").put("object_size", 90_000);

        // When
        LogEntry entry = parse(format, write(export, decoded(event)));

        // Then
        assertThat(entry.time()).isEqualTo("2026-03-04T05:06:07Z");
        List<String> carried = new ArrayList<>();
        for (String field : FIELDS) {
            JsonNode before = event.at("/" + field.replace('.', '/'));
            if (before.isValueNode() && !entry.field(field).isMissingNode()) {
                assertThat(entry.field(field).asText()).as(field).isEqualTo(before.asText());
                carried.add(field);
            }
        }
        assertThat(carried).contains("ip_address", "method", "uri", "protocol", "status", "bytes");
        assertThat(carried).hasSizeGreaterThanOrEqualTo(format.equals(new Common()) ? 7 : 9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"-\"",
                "\"quit\"",
                "\"GET\"",
                "\"GET \"",
                "\"GET  HTTP/1.1\"",
                "\"- / HTTP/1.1\"",
                "\"- /\"",
                "\"GET / HTTP/1.1 \"",
                "\"GET /a\\\\b \\\"c\\\" HTTP/1.1\"",
                "\"GET /a\"",
                "\"\\x16\\x03\\x01\\x02\\x00\\x01\\x00\\x01\\xFC\\x03\\x03\\xC3\\xA9\\x22\\x5C\"",
                "\"\\x16\\x03\\x01\\xfc\\x03\\r\\n\\t\\\\\\\"\"",
                "\"\\x03\\x00\\x00/*\\xE0\\x00Cookie: mstshash=Administr\"",
                "\"SSH-2.0-Go\\x0D\\x0A\"",
                "\"\\\\\""
            })
    void requestsComeBackAsTheyWere(String request) throws BadLineException, IOException {
        // Given
        String log = "203.0.113.9 - - [04/Mar/2026:05:06:07 +0000] " + request + " 400 0 \"-\" \"\"\n";

        // When
        String again = write(
                new ApacheCombined(new ApacheCombinedSpec(Compression.NONE)), decoded(parse(new Combined(), log)));

        // Then
        assertThat(again).isEqualTo(log);
    }

    @Test
    void bytesThatAreNoTextComeBackAsTheyWere() throws BadLineException, IOException {
        // Given
        String log = "203.0.113.9 - \\xff [04/Mar/2026:05:06:07 +0000] \"GET /\\xe4 HTTP/1.1\" 200 0"
                + " \"http://\\xe4\\xe5\\xe3\\xf2\\xff/\" \"a \\\\ \\xfc b\"\n";

        // When
        String again = write(
                new ApacheCombined(new ApacheCombinedSpec(Compression.NONE)), decoded(parse(new Combined(), log)));

        // Then
        assertThat(again).isEqualTo(log);
    }

    /** A value that is redacted must not come out in a spelling that readers undo. */
    @Test
    void textThatLooksLikeAnEscapedLetterStaysText() throws IOException {
        // Given
        ObjectNode event = event();
        event.put("method", "GET").put("uri", "/").putObject("user_agent").put("raw", "Jos\\xc3\\xa9 \\x4a");

        // When
        String line = write(new ApacheCombined(new ApacheCombinedSpec(Compression.NONE)), decoded(event));

        // Then
        assertThat(line).contains("\"Jos\\\\xc3\\xa9 \\\\x4a\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "009", "200", "999", "-"})
    void statusesComeBackAsTheyWere(String status) throws BadLineException, IOException {
        // Given
        String log = "203.0.113.9 - - [04/Mar/2026:05:06:07 +0000] \"GET /\" " + status + " 0 \"-\" \"-\"\n";

        // When
        String again = write(
                new ApacheCombined(new ApacheCombinedSpec(Compression.NONE)), decoded(parse(new Combined(), log)));

        // Then
        assertThat(again).isEqualTo(log);
    }

    private static LogEntry parse(LogFormat format, String log) throws BadLineException {
        LineParser parser = format.parser();
        List<LogEntry> entries = new ArrayList<>();
        for (String line : log.split("\n")) {
            parser.parse(line.getBytes(UTF_8)).ifPresent(entries::add);
        }
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    private static Event decoded(LogEntry entry) {
        ObjectNode event = entry.fields().deepCopy();
        return decoded(event.put("event_id", "e")
                .put("tenant", "acme")
                .put("occurred_at", entry.time().toString()));
    }

    private static Event decoded(ObjectNode event) {
        Event decoded = new Event(DECODER.eventType());
        assertThat(DECODER.decode(event.toString().getBytes(UTF_8), decoded)).isEmpty();
        return decoded;
    }

    private static String write(OutputFormat format, Event event) throws IOException {
        EventType type = event.type();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RowBuffer row = new RowBuffer();
        format.rowEncoder(type).encode(event, row);
        PartWriter writer = format.open(type, 1 << 20, out);
        writer.row(row.array(), 0, row.length());
        writer.finish();
        return out.toString(UTF_8);
    }

    private static ObjectNode event() {
        ObjectNode event = new ObjectMapper().createObjectNode();
        return event.put("event_id", "e").put("tenant", "acme").put("occurred_at", "2026-03-04T05:06:07Z");
    }

    /** An event in which any field may be missing, and texts are awkward; clients and servers are hosts. */
    private static Event randomEvent(Random random) {
        ObjectNode event = event();
        for (String field : FIELDS) {
            // Where S3's key is not known, it is the request's path, whose encoding is the client's.
            if (random.nextInt(3) > 0 || field.equals("s3.key")) {
                int dot = field.indexOf('.');
                ObjectNode group = dot < 0 ? event : event.withObjectProperty(field.substring(0, dot));
                String name = field.substring(dot + 1);
                switch (field) {
                    case "ip_address" -> group.put(name, random.nextBoolean() ? "203.0.113.9" : "2001:db8::9");
                    case "status" -> group.put(name, random.nextBoolean() ? 200 + random.nextInt(300) : 9);
                    case "bytes", "time_taken_ms", "s3.object_size", "cdn.client_port", "cdn.time_to_first_byte_ms" ->
                        group.put(name, random.nextInt(60_000));
                    case "method" -> group.put(name, random.nextBoolean() ? "GET" : "M-SEARCH");
                    case "protocol" -> group.put(name, "HTTP/1." + random.nextInt(2));
                    case "uri" -> group.put(name, "/" + text(random));
                    case "host" -> group.put(name, "dl.example.test");
                    default -> group.put(name, text(random));
                }
            }
        }
        return decoded(event);
    }

    private static String text(Random random) {
        String[] parts = {
            "a", "/", "?", "%20", "%", "\"", "\\", " ", "+", "\t", "\u0001", "\u00e9", "\u6f22", "-", "[", "x22", "=",
            ",", "~"
        };
        StringBuilder text = new StringBuilder("z");
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }
}
