package dev.waybill.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.kind.format.CefSpec;
import dev.waybill.kind.format.EcsSpec;
import dev.waybill.kind.format.OcsfParquetSpec;
import dev.waybill.kind.format.OcsfSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.parquet.example.data.Group;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A consumer that wants an IP address in a field gets one there, or nothing, whatever the producer calls an address. */
class TypedAddressTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 =
            Pattern.compile("(?=(?:[^:]*:){2,7}[^:]*$)(?!.*::.*::)[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}");
    /** What OCSF says a hostname_t is. */
    private static final Pattern HOST = Pattern.compile("(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\\-]*[a-zA-Z0-9])\\.)*"
            + "([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9\\-]*[A-Za-z0-9])");

    private static final List<EventType> TYPES = List.of(SampleEvents.DOWNLOAD, SampleEvents.AUDIT);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // sent                           | address           | name               | neither alone
                "203.0.113.5                      | 203.0.113.5       |                    | false",
                "2001:db8::1                      | 2001:db8::1       |                    | false",
                "2001:DB8:0:0:0:0:0:9             | 2001:db8::9       |                    | false",
                "::ffff:203.0.113.5               | 203.0.113.5       |                    | false",
                "203.0.113.5:55220                | 203.0.113.5       |                    | true",
                "[2001:db8::1]:443                | 2001:db8::1       |                    | true",
                "[2001:db8::1]                    | 2001:db8::1       |                    | true",
                "fe80::1%eth0                     | fe80::1           |                    | true",
                "crawl.example.test               |                   | crawl.example.test | true",
                "crawl.example.test:443           |                   | crawl.example.test | true",
                "Crawl-66-249.Example.TEST        |                   | Crawl-66-249.Example.TEST | true",
                "crawl.example.test.              |                   |                    | true",
                "localhost                        |                   | localhost          | true",
                "xn--bcher-kva.example            |                   | xn--bcher-kva.example | true",
                "203.0.113.5, 10.0.0.1            |                   |                    | true",
                "203.0.113.5,10.0.0.1             |                   |                    | true",
                "crawl.example.test, 10.0.0.1     |                   |                    | true",
                "unix:                            |                   |                    | true",
                "unix:/run/nginx.sock             |                   |                    | true",
                "unknown                          |                   |                    | true",
                "-                                |                   |                    | true",
                "203.0.113                        |                   |                    | true",
                "203.0.113.256                    |                   |                    | true",
                "203.0.113.5.6                    |                   |                    | true",
                "203.0.113.05                     |                   |                    | true",
                "203.0.113.0/24                   |                   |                    | true",
                "203.0.113.5:                     |                   |                    | true",
                "203.0.113.5:123456               |                   |                    | true",
                "3405803781                       |                   |                    | true",
                "2001:db8::1::2                   |                   |                    | true",
                "for=203.0.113.9;proto=https      |                   |                    | true",
                "_hidden                          |                   |                    | true",
                "a_b.example.test                 |                   |                    | true",
                "-a.example.test                  |                   |                    | true",
                "a..example.test                  |                   |                    | true",
                "example.test.1                   |                   |                    | true",
                "bücher.example                   |                   |                    | true",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 | |               | true"
            })
    void addressesAndNamesHaveFieldsOfTheirOwn(
            String sent, @Nullable String address, @Nullable String name, boolean asSent) {
        for (EventType type : TYPES) {
            Event event = event(type, sent);
            JsonNode ecs = json(new Ecs(EcsSpec.DEFAULT), event).path("source");
            assertThat(text(ecs, "ip")).isEqualTo(address);
            assertThat(text(ecs, "domain")).isEqualTo(name);
            assertThat(text(ecs, "address")).isEqualTo(asSent ? sent : null);

            JsonNode ocsf = json(new Ocsf(OcsfSpec.DEFAULT), event).path("src_endpoint");
            assertThat(text(ocsf, "ip")).isEqualTo(address);
            assertThat(text(ocsf, "hostname")).isEqualTo(name);
            assertThat(text(ocsf, "name")).isEqualTo(address == null && name == null ? "unknown" : null);

            Group parquet = ParquetParts.read(
                            Parts.write(new OcsfParquet(OcsfParquetSpec.DEFAULT), type, List.of(event)))
                    .get(0)
                    .getGroup("src_endpoint", 0);
            assertThat(text(parquet, "ip")).isEqualTo(address);
            assertThat(text(parquet, "hostname")).isEqualTo(name);

            Map<String, String> cef = cef(event);
            assertThat(Optional.ofNullable(cef.get("src")).orElse(cef.get("c6a2")))
                    .isEqualTo(address);
            assertThat(cef.containsKey("c6a2")).isEqualTo(address != null && address.contains(":"));
            assertThat(cef.containsKey("c6a2Label")).isEqualTo(cef.containsKey("c6a2"));
            assertThat(cef.get("shost")).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dl.example.test, dl.example.test",
        "dl.example.test:8443, dl.example.test",
        "dl.example.test.,",
        "203.0.113.5:8080,",
        "203.0.113.5,",
        "[2001:db8::1]:443,",
        "_,",
        "a_b.example.test,",
        "dl.example.test/x,",
        "unknown,"
    })
    void theHostThatAnsweredIsAName(String sent, @Nullable String name) {
        for (EventType type : TYPES) {
            Event event = event(type, "203.0.113.5");
            SampleEvents.set(event, "host", sent);
            SampleEvents.set(event, "uri", "/a");

            JsonNode ocsf = json(new Ocsf(OcsfSpec.DEFAULT), event);

            assertThat(text(ocsf.path("dst_endpoint"), "hostname")).isEqualTo(name);
            assertThat(text(ocsf.path("http_request").path("url"), "hostname")).isEqualTo(name);
        }
    }

    @Test
    void aNameMayHave253Characters() {
        // Given
        String label = "a".repeat(63);
        String longest = label + "." + label + "." + label + "." + "a".repeat(61);

        // Then
        assertThat(text(
                        json(new Ecs(EcsSpec.DEFAULT), event(SampleEvents.DOWNLOAD, longest))
                                .path("source"),
                        "domain"))
                .isEqualTo(longest)
                .hasSize(253);
        assertThat(text(
                        json(new Ecs(EcsSpec.DEFAULT), event(SampleEvents.DOWNLOAD, longest + "a"))
                                .path("source"),
                        "domain"))
                .isNull();
        assertThat(text(
                        json(new Ecs(EcsSpec.DEFAULT), event(SampleEvents.DOWNLOAD, "a" + label))
                                .path("source"),
                        "domain"))
                .isNull();
    }

    @Test
    void whateverIsSentTypedFieldsHoldWhatTheirTypeSays() {
        // Given
        List<String> pieces = List.of(
                "203.0.113.5",
                "2001:db8::1",
                "::",
                "crawl.example.test",
                "a",
                "f",
                "0",
                "255",
                "256",
                ":",
                "::",
                ".",
                "-",
                "[",
                "]",
                "%",
                ",",
                " ",
                "/",
                ":80",
                ":99999",
                "unix:",
                "é",
                "\n",
                "\t",
                "\"",
                "=",
                "|",
                "\\");
        long seed = 20_260_304L;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder sent = new StringBuilder();
            for (int n = 1 + random.nextInt(6); n > 0; n--) {
                sent.append(pieces.get(random.nextInt(pieces.size())));
            }
            Event event = event(TYPES.get(i & 1), sent.toString());

            // When
            JsonNode ecs = json(new Ecs(EcsSpec.DEFAULT), event).path("source");
            JsonNode ocsf = json(new Ocsf(OcsfSpec.DEFAULT), event).path("src_endpoint");
            Map<String, String> cef = cef(event);

            // Then
            String what = "seed " + seed + ", " + sent;
            assertAddress(text(ecs, "ip"), what);
            assertAddress(text(ocsf, "ip"), what);
            assertMatches(cef.get("src"), V4, what);
            assertMatches(cef.get("c6a2"), V6, what);
            assertMatches(text(ecs, "domain"), HOST, what);
            assertMatches(text(ocsf, "hostname"), HOST, what);
            assertMatches(cef.get("shost"), HOST, what);
            assertThat(ocsf.path("ip").isMissingNode()
                            && ocsf.path("hostname").isMissingNode()
                            && ocsf.path("name").isMissingNode())
                    .as(what)
                    .isFalse();
        }
    }

    private static void assertAddress(@Nullable String address, String what) {
        if (address != null) {
            assertMatches(address, address.contains(":") ? V6 : V4, what);
        }
    }

    private static void assertMatches(@Nullable String text, Pattern pattern, String what) {
        if (text != null) {
            assertThat(text).as(what).matches(pattern);
        }
    }

    private static Event event(EventType type, String address) {
        Event event = SampleEvents.of(type);
        SampleEvents.set(event, "ip_address", address);
        return event;
    }

    private static @Nullable String text(JsonNode node, String key) {
        return node.has(key) ? node.get(key).asText() : null;
    }

    private static @Nullable String text(Group group, String field) {
        return group.getFieldRepetitionCount(field) == 0 ? null : group.getString(field, 0);
    }

    private static JsonNode json(OutputFormat format, Event event) {
        try {
            return JSON.readTree(row(format, event));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> cef(Event event) {
        Matcher pair = Pattern.compile("([A-Za-z0-9]+)=((?:\\\\.|[^\\\\=])*?)(?= [A-Za-z0-9]+=|$)")
                .matcher(row(new Cef(CefSpec.DEFAULT), event).split("\\|", 8)[7].strip());
        Map<String, String> pairs = new HashMap<>();
        while (pair.find()) {
            pairs.put(pair.group(1), pair.group(2));
        }
        return pairs;
    }

    private static String row(OutputFormat format, Event event) {
        RowBuffer row = new RowBuffer();
        format.rowEncoder(event.type()).encode(event, row);
        return new String(row.array(), 0, row.length(), StandardCharsets.UTF_8);
    }
}
