package dev.waybill.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessLogParserTest {
    private static final String START = "203.0.113.9 - us31Qe [04/Mar/2026:05:06:07 +0100] ";

    private final AccessLogParser combined = new AccessLogParser(AccessLogFormat.COMBINED);

    @Test
    void readsEveryFieldOfACombinedLine() throws BadLineException {
        // When
        AccessLogEntry entry = combined.parse(
                START + "\"GET /python/widget-1.2.0.whl HTTP/1.1\" 200 48213 \"https://example.test/\" \"pip/24.0\"");

        // Then
        assertThat(entry.host()).isEqualTo("203.0.113.9");
        assertThat(entry.user()).contains("us31Qe");
        assertThat(entry.time()).isEqualTo(Instant.parse("2026-03-04T04:06:07Z"));
        assertThat(entry.request().method()).contains("GET");
        assertThat(entry.request().uri()).contains("/python/widget-1.2.0.whl");
        assertThat(entry.request().protocol()).contains("HTTP/1.1");
        assertThat(entry.status()).hasValue(200);
        assertThat(entry.bytes()).hasValue(48213);
        assertThat(entry.referer()).contains("https://example.test/");
        assertThat(entry.userAgent()).contains("pip/24.0");
        assertThat(entry.leftOut()).isFalse();
    }

    @Test
    void dashesAreNoValues() throws BadLineException {
        // When
        AccessLogEntry entry = combined.parse("2001:db8::1 - - [04/Mar/2026:05:06:07 +0000] \"-\" 408 - \"-\" \"-\"");

        // Then
        assertThat(entry.host()).isEqualTo("2001:db8::1");
        assertThat(entry.user()).isEmpty();
        assertThat(entry.request()).isEqualTo(new RequestLine(Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(entry.bytes()).isEmpty();
        assertThat(entry.referer()).isEmpty();
        assertThat(entry.userAgent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET /a HTTP/1.1      | GET | /a      | HTTP/1.1",
                "GET /                | GET | /       |",
                "GET /a b c HTTP/2    | GET | /a b c  | HTTP/2",
                "M-SEARCH * HTTP/1.1  | M-SEARCH | *  | HTTP/1.1",
                "\\x16\\x03\\x01      |     | `\u0016\u0003\u0001` |",
                "quit                 |     | quit    |"
            })
    void takesRequestsApartAsFarAsTheyCanBe(String logged, String method, String uri, String protocol)
            throws BadLineException {
        // When
        RequestLine request = combined.parse(START + "\"" + logged.strip() + "\" 400 0 \"-\" \"-\"")
                .request();

        // Then
        assertThat(request.method()).isEqualTo(Optional.ofNullable(method));
        assertThat(request.uri()).contains(uri);
        assertThat(request.protocol()).isEqualTo(Optional.ofNullable(protocol));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a \\\"b\\\" c    | a \"b\" c",
                "a \"b\", c       | a \"b\", c",
                "nginx \\x22q\\x22| nginx \"q\"",
                "\\xc3\\xa9       | é",
                "\u00c3\u00a9     | é",
                "\\xff            | \uFFFD",
                "C:\\\\dir        | C:\\dir",
                "a\\tb            | `a\tb`",
                "odd \\q          | odd \\q"
            })
    void undoesTheEscapesOfServersAndKeepsTheQuotesOfThoseThatHaveNone(String logged, String agent)
            throws BadLineException {
        // When
        AccessLogEntry entry = combined.parse(START + "\"GET / HTTP/1.1\" 200 1 \"-\" \"" + logged.strip() + "\"");

        // Then
        assertThat(entry.userAgent()).contains(agent);
    }

    @Test
    void userNamesMayHoldBlanksAndBrackets() throws BadLineException {
        // When
        AccessLogEntry entry =
                combined.parse("h - Ann [ops] B [04/Mar/2026:05:06:07 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\"");

        // Then
        assertThat(entry.user()).contains("Ann [ops] B");
    }

    @Test
    void saysWhenALineHoldsMoreThanAnEventTakes() throws BadLineException {
        assertThat(combined.parse(START + "\"GET / HTTP/1.1\" 200 1 \"-\" \"-\" \"198.51.100.7\"")
                        .leftOut())
                .isTrue();
        assertThat(combined.parse("h ident u [04/Mar/2026:05:06:07 +0000] \"-\" 200 1 \"-\" \"-\"")
                        .leftOut())
                .isTrue();
    }

    @Test
    void commonLinesEndWithTheBytes() throws BadLineException {
        // When
        AccessLogEntry entry = new AccessLogParser(AccessLogFormat.COMMON).parse(START + "\"GET / HTTP/1.0\" 304 -");

        // Then
        assertThat(entry.status()).hasValue(304);
        assertThat(entry.leftOut()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "` ` | empty line",
                "hello | no ident",
                "h - - no time | no time in brackets",
                "h - - [04/03/2026] \"-\" 200 1 \"-\" \"-\" | the time is not like 04/Mar/2026:05:06:07 +0000",
                "h - - [31/Dec/1969:23:59:59 +0000] \"-\" 200 1 \"-\" \"-\" | the time is before 1970",
                "h - - [04/Mar/2026:05:06:07 +0000] GET | no request in quotes",
                "h - - [04/Mar/2026:05:06:07 +0000] \"-\" | no status",
                "h - - [04/Mar/2026:05:06:07 +0000] \"-\" abc 1 \"-\" \"-\" | the status is not three digits",
                "h - - [04/Mar/2026:05:06:07 +0000] \"-\" 200 -5 \"-\" \"-\" | the number of bytes is not a number",
                "h - - [04/Mar/2026:05:06:07 +0000] \"-\" 200 5 | no referer and user agent; is this --format common?",
                "h - - [04/Mar/2026:05:06:07 +0000] \"-\" 200 5 \"-\" \"cut off | the quotes of the user agent are not closed",
                "h - - [04/Mar/2026:05:06:07 +0000] \"-\" 200 5 \"-\" \"escaped\\\" | the quotes of the user agent are not closed"
            })
    void saysWhatIsWrongWithALineWithoutRepeatingIt(String line, String reason) {
        assertThatThrownBy(() -> combined.parse(line))
                .isInstanceOf(BadLineException.class)
                .hasMessage(reason);
    }
}
