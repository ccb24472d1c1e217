package dev.waybill.imports.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.imports.line.BadLineException;
import dev.waybill.imports.line.LogEntry;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Directives of Apache one by one. */
class ApacheStringTest {
    private static final String TIME = "[04/Mar/2026:05:06:07 +0000]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // directive | written | field | value
                "%T                  | 3            | time_taken_ms       | 3000",
                "%{s}T               | 3            | time_taken_ms       | 3000",
                "%{ms}T              | 31           | time_taken_ms       | 31",
                "%{us}T              | 31999        | time_taken_ms       | 31",
                "%D                  | 31999        | time_taken_ms       | 31",
                "%U                  | /a           | uri                 | /a",
                "%{remote}p          | 50123        | cdn.client_port     | 50123",
                "%{SSL_CIPHER}x      | AES          | s3.cipher_suite     | AES",
                "%{SSL_PROTOCOL}e    | TLSv1.3      | s3.tls_version      | TLSv1.3",
                "%{UNIQUE_ID}e       | Xy-1         | request_id          | Xy-1",
                "%{REQUEST_SCHEME}x  | https        | request_id          | ",
                "%A                  | 10.0.0.1     | ip_address          | ",
                "%{session}C         | s-1          | request_id          | ",
                "%L                  | l-1          | request_id          | ",
                "%^ti                | t-1          | request_id          | ",
                "%p                  | 443          | cdn.client_port     | ",
                "%!404s              | 404          | status              | 404",
            })
    void readsWhatADirectiveWritesOrPassesItOver(String directive, String written, String field, String value)
            throws BadLineException {
        // When
        LogEntry entry = parse("%t " + directive.strip(), TIME + " " + written.strip());

        // Then
        assertThat(entry.field(field.strip()).asText("")).isEqualTo(value == null ? "" : value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%{%a %d %b %Y %T}t           | Wed 04 Mar 2026 05:06:07          | 2026-03-04T05:06:07Z",
                "%{%A, %d. %h %Y %R:%S}t      | Wednesday, 04. Mar 2026 05:06:07  | 2026-03-04T05:06:07Z",
                "%{%F %H:%M:%S 100%%}t        | 2026-03-04 05:06:07 100%          | 2026-03-04T05:06:07Z",
                "%{%F %T}t.%{usec_frac}t      | 2026-03-04 05:06:07.000317        | 2026-03-04T05:06:07.000317Z",
                "%{%F %T}t.%{msec_frac}t      | 2026-03-04 05:06:07.123           | 2026-03-04T05:06:07.123Z",
                "%{end:sec}t                  | 1772600767                        | 2026-03-04T05:06:07Z",
                "%{sec}t.%{msec_frac}t        | 1772600767.250                    | 2026-03-04T05:06:07.250Z",
            })
    void readsTimesHoweverTheyAreWritten(String directive, String written, Instant time) throws BadLineException {
        assertThat(parse("%h " + directive.strip() + " \"%r\"", "203.0.113.9 " + written.strip() + " \"-\"")
                        .time())
                .isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%h %{}t          | --log-format: no time can be read from {}; known are",
                "%h %{today}t     | --log-format: no time can be read from {today}; known are",
                "%h %{%q}t        | --log-format: no time can be read from %q; known are",
            })
    void namesWhatNoTimeCanBeReadFrom(String string, String problem) {
        assertThatThrownBy(() -> new Apache(string))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(problem);
    }

    @Test
    void textBetweenDirectivesIsReadAsApacheWritesIt() throws BadLineException {
        // Given
        String string = "100%%\\t%h \\\\ é %t \\\"%r\\\"";

        // When
        LogEntry entry = parse(string, "100%\t203.0.113.9 \\ é " + TIME + " \"GET /a HTTP/1.1\"");

        // Then
        assertThat(entry.field("ip_address").asText()).isEqualTo("203.0.113.9");
        assertThat(entry.field("uri").asText()).isEqualTo("/a");
    }

    /** The last status of a request counts, wherever it stands in the line. */
    @Test
    void theFinalStatusCountsBeforeTheOriginalOne() throws BadLineException {
        assertThat(parse("%t %s %>s", TIME + " 301 200").field("status").asInt())
                .isEqualTo(200);
        assertThat(parse("%t %>s %s", TIME + " 200 301").field("status").asInt())
                .isEqualTo(200);
    }

    @Test
    void theClientBehindAProxyCountsBeforeTheProxy() throws BadLineException {
        assertThat(parse("%t %{c}a %a", TIME + " 10.0.0.1 203.0.113.9")
                        .field("ip_address")
                        .asText())
                .isEqualTo("203.0.113.9");
        assertThat(parse("%t %a %{c}a", TIME + " 203.0.113.9 10.0.0.1")
                        .field("ip_address")
                        .asText())
                .isEqualTo("203.0.113.9");
    }

    private static LogEntry parse(String string, String line) throws BadLineException {
        return new Apache(string).parser().parse(line.getBytes(UTF_8)).orElseThrow();
    }
}
