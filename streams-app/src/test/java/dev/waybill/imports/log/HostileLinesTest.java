package dev.waybill.imports.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.imports.line.BadLineException;
import dev.waybill.imports.line.LogEntry;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that look like the declared format and are not; each was once taken with a wrong client address, or could be. */
class HostileLinesTest {
    private static final String REST = " [04/Mar/2026:05:06:07 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"x\"";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "dl.example.test:443 203.0.113.9 - -        | the client is neither an IP address nor a full host name",
                "dl.example.test 203.0.113.9 - -            | the ident is a host",
                "dl.example.test crawl.example.test - alice | the ident is a host",
                "10.0.0.1 203.0.113.9 - -                   | the ident is a host",
                "alice 203.0.113.9 -                        | the client is neither an IP address nor a full host name",
                "203.0.113.9, 10.0.0.1 - alice              | the client is not a single IP address",
                "203.0.113.9, 10.0.0.1, 10.0.0.2 - alice    | the client is not a single IP address",
                "`\"203.0.113.9, 10.0.0.1\" 10.0.0.2 - -`   | text behind the client that the format does not have",
                "10.0.0.1 - 203.0.113.9 - alice             | more fields before the time than the format has",
                "10.0.0.1 - - 203.0.113.9                   | more fields before the time than the format has",
                "10.0.0.1 - 203.0.113.9 -                   | more fields before the time than the format has",
                "10.0.0.1 - 203.0.113.9                     | the user is an IP address",
                "10.0.0.1 - 203.0.113.9, 198.51.100.7       | the user is an IP address",
                "10.0.0.1 - [2001:db8::9]:443               | the user is an IP address",
                "203.0.113.9:55220 - -                      | the client is not a single IP address",
                "203.0.113 - -                              | the client is neither an IP address nor a full host name",
                "203.0.113.256 - -                          | the client is neither an IP address nor a full host name",
                "0203.0.113.9 - -                           | the client is neither an IP address nor a full host name",
                "2001:db8:::9 - -                           | the client is not a single IP address",
                "1:2:3 - -                                  | the client is neither an IP address nor a full host name",
                "web1 - -                                   | the client is neither an IP address nor a full host name",
                "203.0.113.9  - -                           | no ident",
                "\uFEFF203.0.113.9 - -                      | the client is neither an IP address nor a full host name",
                "- alice bob                                | the ident is a host"
            })
    void combinedTakesNoWrongClient(String start, String reason) {
        assertThatThrownBy(() -> parse(new Combined(), start.strip() + REST))
                .isInstanceOf(BadLineException.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "203.0.113.9 - -            | 203.0.113.9",
                "2001:db8::9 - -            | 2001:db8::9",
                "fe80::9%eth0 - -           | fe80::9%eth0",
                "::ffff:203.0.113.9 - -     | ::ffff:203.0.113.9",
                "crawl.example.test - -     | crawl.example.test",
                "localhost - -              | localhost",
                "203.0.113.9 ident alice    | 203.0.113.9"
            })
    void combinedTakesTheClientsThatServersWrite(String start, String client) throws BadLineException {
        assertThat(parse(new Combined(), start.strip() + REST)
                        .field("ip_address")
                        .asText())
                .isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource({"- - -", "unix: - -"})
    void aClientMayBeUnknown(String start) throws BadLineException {
        assertThat(parse(new Combined(), start + REST).field("ip_address").isMissingNode())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "203.0.113.9 - us31Qe     | us31Qe",
                "203.0.113.9 - a b [c] d  | a b [c] d",
                "203.0.113.9 - o'neil-x   | o'neil-x",
                "203.0.113.9 - \"\"       |",
                "203.0.113.9 - -          |",
                "`203.0.113.9 - `         |"
            })
    void namesTheUser(String start, String user) throws BadLineException {
        assertThat(parse(new Combined(), start + REST).field("user.identifier").asText(null))
                .isEqualTo(user);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello | no ident",
                "203.0.113.9 - - no time | no time in brackets",
                "203.0.113.9 - - [04/03/2026] \"-\" 200 1 \"-\" \"-\" | the time is not like 04/Mar/2026:05:06:07 +0000",
                "203.0.113.9 - - [04/Mar/2026:05:06:61 +0000] \"-\" 200 1 \"-\" \"-\" | the time is not like 04/Mar/2026:05:06:07 +0000",
                "203.0.113.9 - - [30/Feb/2026:05:06:07 +0000] \"-\" 200 1 \"-\" \"-\" | the time is not like 04/Mar/2026:05:06:07 +0000",
                "203.0.113.9 - - [31/Dec/1969:23:59:59 +0000] \"-\" 200 1 \"-\" \"-\" | the time is before 1970",
                "203.0.113.9 - - [04/Mar/2026:05:06:07 +0000] GET | no request in quotes",
                "203.0.113.9 - - [04/Mar/2026:05:06:07 +0000] \"-\" | no status",
                "203.0.113.9 - - [04/Mar/2026:05:06:07 +0000] \"-\" abc 1 \"-\" \"-\" | the status is not three digits",
                "203.0.113.9 - - [04/Mar/2026:05:06:07 +0000] \"-\" 010 1 \"-\" \"-\" | the status is not three digits",
                "203.0.113.9 - - [04/Mar/2026:05:06:07 +0000] \"-\" 200 -5 \"-\" \"-\" | the number of bytes is not a number",
                "203.0.113.9 - - [04/Mar/2026:05:06:07 +0000] \"-\" 200 5 | no referer in quotes",
                "203.0.113.9 - - [04/Mar/2026:05:06:07 +0000] \"-\" 200 5 \"-\" | no user agent in quotes",
                "203.0.113.9 - - [04/Mar/2026:05:06:07 +0000] \"-\" 200 5 \"-\" \"cut off | the quotes of the user agent are not closed",
                "203.0.113.9 - - [04/Mar/2026:05:06:07 +0000] \"-\" 200 5 \"-\" \"escaped\\\" | the quotes of the user agent are not closed",
                "203.0.113.9 - - [04/Mar/2026:05:06:07 +0000] \"-\" 200 5 \"-\" \"x\" \"198.51.100.7\" | more fields than the format has",
                "203.0.113.9 - - [04/Mar/2026:05:06:07 +0000] \"-\" 200 5 \"-\" \"x\" 31 | more fields than the format has",
                "203.0.113.9 - x [01/Jan/2020:00:00:00 +0000] \\\"GET /forged\\\" [04/Mar/2026:05:06:07 +0000] \"-\" 200 5 \"-\" \"x\" | the time is not like 04/Mar/2026:05:06:07 +0000"
            })
    void saysWhatIsWrongWithALineWithoutRepeatingIt(String line, String reason) {
        assertThatThrownBy(() -> parse(new Combined(), line))
                .isInstanceOf(BadLineException.class)
                .hasMessage(reason);
    }

    @Test
    void commonLinesEndWithTheBytes() {
        assertThatThrownBy(() -> parse(new Common(), "203.0.113.9 - -" + REST))
                .isInstanceOf(BadLineException.class)
                .hasMessage("text behind the number of bytes that the format does not have");
    }

    @Test
    void theServersNameIsNoClient() {
        // A combined line whose client is unknown and whose user has a blank has as many words as the format
        assertThatThrownBy(() -> parse(new VhostCombined(), "203.0.113.9 - a b" + REST))
                .isInstanceOf(BadLineException.class)
                .hasMessage("the ident is a host");
    }

    @Test
    void aListThatTheProxyWroteIsNoClientOfNginx() {
        assertThatThrownBy(() -> parse(new NginxMain(), "203.0.113.9, 10.0.0.1 - alice" + REST + " \"-\""))
                .isInstanceOf(BadLineException.class)
                .hasMessage("text behind the client that the format does not have");
    }

    @Test
    void quotesWithinS3sFieldsAreNoFieldsBehindThem() {
        assertThatThrownBy(() -> parse(
                        new S3(),
                        "acme media [04/Mar/2026:05:06:07 +0000] 203.0.113.9 - 7F3A REST.GET.OBJECT a \"GET /a HTTP/1.1\""
                                + " 403 AccessDenied 243 - 3 - \"-\" \"a \"quoted\" agent\" version host"))
                .isInstanceOf(BadLineException.class)
                .hasMessage("a field behind the last quotes is empty or holds a quote");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                        | not one JSON object",
                "{\"remote_addr\":\"203.0.113.9\"} {}      | not one JSON object",
                "{\"remote_addr\":\"203.0.113.9\",         | not one JSON object",
                "{\"remote_addr\":\"1.2.3.4\",\"remote_addr\":\"203.0.113.9\",\"request\":\"GET /\"} | not one JSON object",
                "{\"remote_addr\":\"1.2.3.4\",\"client_ip\":\"203.0.113.9\",\"request\":\"GET /\"} | two keys that mean the same",
                "{\"remote_addr\":\"203.0.113.9, 10.0.0.1\",\"request\":\"GET /\"} | the client is not a single IP address",
                "{\"remote_addr\":\"203.0.113.9\",\"request\":\"GET /\"} | no time",
                "{\"remote_addr\":\"203.0.113.9\",\"time\":\"x\",\"request\":\"GET /\"} | the time is not like 2026-03-04T05:06:07+00:00",
                "{\"remote_addr\":\"203.0.113.9\",\"ts\":1e999999999,\"request\":\"GET /\"} | the time is not like 2026-03-04T05:06:07+00:00",
                "{\"remote_addr\":[\"203.0.113.9\"],\"time\":1,\"status\":{}} | no remote_addr and request; keys are the names of nginx' variables"
            })
    void saysWhatIsWrongWithJson(String line, String reason) {
        assertThatThrownBy(() -> parse(new NginxJson(), line))
                .isInstanceOf(BadLineException.class)
                .hasMessage(reason);
    }

    @Test
    void bytesThatAreNoTextStayVisibleInJson() throws BadLineException {
        // Given
        byte[] start = "{\"remote_addr\":\"203.0.113.9\",\"ts\":1,\"request\":\"GET /".getBytes(UTF_8);
        byte[] line = Arrays.copyOf(start, start.length + 3);
        line[start.length] = (byte) 0xff;
        line[start.length + 1] = '"';
        line[start.length + 2] = '}';

        // When
        Optional<LogEntry> entry = new NginxJson().parser().parse(line);

        // Then
        assertThat(entry.orElseThrow().field("uri").asText()).isEqualTo("/\\xff");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`2026-03-04 05:06:07 203.0.113.9`    | no #Fields line before it",
                "`#Fields: date time c-ip\n2026-03-04 05:06:07` | not as many fields as the #Fields line names",
                "`#Fields: date time c-ip\n2026-03-04 05:06:07 ` | an empty field; what is unknown is a hyphen",
                "`#Fields: time c-ip\n05:06:07 203.0.113.9` | the time is not like 2026-03-04T05:06:07+00:00",
                "`#Fields: date time c-ip x-edge-location\n2026-03-04 05:06:07 203.0.113.9 AKL` | the #Fields line is CloudFront's",
                "`#Fields: date time c-ip cs-username\n2026-03-04 05:06:07 10.0.0.1,203.0.113.9 -` | the c-ip is not a single IP address",
                "`#Fields: date time c-ip cs-username\n2026-03-04 05:06:07 10.0.0.1 203.0.113.9` | the user is an IP address"
            })
    void saysWhatIsWrongWithAnExtendedLog(String log, String reason) {
        // Given
        LineParser parser = new W3c().parser();

        // Then
        assertThatThrownBy(() -> {
                    for (String line : log.split("\n")) {
                        parser.parse(line.getBytes(UTF_8));
                    }
                })
                .isInstanceOf(BadLineException.class)
                .hasMessage(reason);
    }

    private static LogEntry parse(LogFormat format, String line) throws BadLineException {
        return format.parser().parse(line.getBytes(UTF_8)).orElseThrow();
    }
}
