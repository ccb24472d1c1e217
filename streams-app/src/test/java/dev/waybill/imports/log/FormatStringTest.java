package dev.waybill.imports.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.imports.line.BadLineException;
import dev.waybill.imports.line.LogEntry;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formats that users describe with the strings of their servers' configurations. */
class FormatStringTest {
    @Test
    void readsApachesDirectives() throws BadLineException {
        // Given
        LogFormat format =
                new Apache("%v:%p %a %l %u %t \\\"%r\\\" %>s %O %B %D \\\"%{Referer}i\\\" \\\"%{User-agent}i\\\""
                        + " \\\"%{X-Forwarded-For}i\\\" %{SSL_PROTOCOL}x %{X-Cache}o %I");

        // When
        LogEntry entry = parse(
                format,
                "dl.example.test:443 203.0.113.9 - mia [04/Mar/2026:05:06:07 +0100] \"GET /a HTTP/1.1\" 200 500 400 31999"
                        + " \"-\" \"pip\" \"198.51.100.7, 10.0.0.1\" TLSv1.3 HIT 77");

        // Then
        assertThat(entry.time()).isEqualTo(Instant.parse("2026-03-04T04:06:07Z"));
        assertThat(entry.fields().toString())
                .isEqualTo(
                        "{\"ip_address\":\"203.0.113.9\",\"user\":{\"identifier\":\"mia\"},\"method\":\"GET\",\"uri\":\"/a\","
                                + "\"protocol\":\"HTTP/1.1\",\"status\":200,\"bytes\":400,\"time_taken_ms\":31,"
                                + "\"user_agent\":{\"raw\":\"pip\"},\"forwarded_for\":\"198.51.100.7, 10.0.0.1\","
                                + "\"s3\":{\"tls_version\":\"TLSv1.3\"},\"cdn\":{\"request_bytes\":77},\"host\":\"dl.example.test\"}");
        assertThat(entry.leftOut()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%{%Y-%m-%dT%H:%M:%S%z}t                     | 2026-03-04T05:06:07+0100   | 2026-03-04T04:06:07Z",
                "%{%F %T}t                                   | 2026-03-04 05:06:60        | 2026-03-04T05:06:59Z",
                "[%{%d/%b/%Y:%T}t.%{msec_frac}t %{%z}t]      | [04/Mar/2026:05:06:07.123 +0000] | 2026-03-04T05:06:07.123Z",
                "%{sec}t                                     | 1772600767                 | 2026-03-04T05:06:07Z",
                "%{sec}t.%{usec_frac}t                       | 1772600767.000317          | 2026-03-04T05:06:07.000317Z",
                "%{begin:msec}t                              | 1772600767123              | 2026-03-04T05:06:07.123Z",
                "%{usec}t                                    | 1772600767123456           | 2026-03-04T05:06:07.123456Z",
                "%{%e %B %Y %I:%M:%S %p}t                    | ' 4 March 2026 05:06:07 PM'  | 2026-03-04T17:06:07Z"
            },
            quoteCharacter = '\'')
    void readsTheTimesThatApacheWrites(String directive, String written, Instant time) throws BadLineException {
        assertThat(parse(new Apache("%h " + directive.strip() + " \"%r\""), "203.0.113.9 " + written + " \"-\"")
                        .time())
                .isEqualTo(time);
    }

    @Test
    void theRequestMayBeInPieces() throws BadLineException {
        assertThat(parse(new Apache("%h %t %m %U%q %H"), "203.0.113.9 [04/Mar/2026:05:06:07 +0000] GET /a?b=c HTTP/1.1")
                        .field("uri")
                        .asText())
                .isEqualTo("/a?b=c");
        assertThat(parse(
                                new Nginx("$remote_addr|$time_iso8601|$uri$is_args$args"),
                                "203.0.113.9|2026-03-04T05:06:07+00:00|/a?b")
                        .field("uri")
                        .asText())
                .isEqualTo("/a?b");
        assertThat(parse(new Nginx("$remote_addr|$msec|$uri|$args"), "203.0.113.9|1772600767.123|/a|b=c")
                        .field("uri")
                        .asText())
                .isEqualTo("/a?b=c");
    }

    @Test
    void readsNginxVariables() throws BadLineException {
        // Given
        LogFormat format =
                new Nginx("$http_x_forwarded_for - ${remote_user} [$time_local] \"$request\" $status $bytes_sent"
                        + " $http_x_real_ip rt=$request_time $upstream_addr \"$sent_http_content_type\" $host");

        // When
        LogEntry entry = parse(
                format,
                "203.0.113.9, 10.0.0.1 - mia [04/Mar/2026:05:06:07 +0000] \"GET /a HTTP/1.1\" 200 500 10.0.0.2 rt=1.043"
                        + " 10.1.2.3:80, 10.1.2.4:80 \"text/html\" dl.example.test");

        // Then
        assertThat(entry.fields().toString())
                .isEqualTo(
                        "{\"user\":{\"identifier\":\"mia\"},\"method\":\"GET\",\"uri\":\"/a\",\"protocol\":\"HTTP/1.1\","
                                + "\"status\":200,\"bytes\":500,\"time_taken_ms\":1043,"
                                + "\"forwarded_for\":\"203.0.113.9, 10.0.0.1\",\"host\":\"dl.example.test\","
                                + "\"cdn\":{\"content_type\":\"text/html\"}}");
        assertThat(entry.leftOut()).isTrue();
    }

    @Test
    void readsJsonThatNginxWritesWithKeysOfItsOwner() throws BadLineException {
        // Given
        LogFormat format =
                new Nginx("escape=json {\"who\":\"$remote_addr\",\"when\":\"$time_iso8601\",\"what\":\"$request\","
                        + "\"code\":$status,\"ua\":\"$http_user_agent\",\"ref\":\"$http_referer\"}");

        // When
        LogEntry entry = parse(
                format,
                "{\"who\":\"203.0.113.9\",\"when\":\"2026-03-04T05:06:07+00:00\",\"what\":\"GET /\\\"a\\\" HTTP/1.1\","
                        + "\"code\":200,\"ua\":\"a\\\\b \\u00e9 \\\",\\\"ref\\\":\\\"x\",\"ref\":\"\"}");

        // Then
        assertThat(entry.field("uri").asText()).isEqualTo("/\"a\"");
        assertThat(entry.field("user_agent.raw").asText()).isEqualTo("a\\b é \",\"ref\":\"x");
        assertThat(entry.field("referer").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apache | %h %l %u                   | --log-format names no time; an event needs %t or %{...}t",
                "apache | %h%u %t                    | --log-format: nothing stands before %u that would end the field before it",
                "apache | %h %t 100%                 | --log-format: a percent sign without a directive at character 10; a percent sign itself is %%",
                "apache | %h %t %y                   | --log-format: Apache has no directive %y; a percent sign itself is %%",
                "apache | %h %{%H:%M}t               | --log-format: %{%H:%M}t does not say date and time of the day",
                "apache | %h %{%c}t                  | --log-format: no time can be read from %c; known are sec, msec, usec, msec_frac, usec_frac and strftime's %Y %m %b %B %d %e %a %A %H %I %p %M %S %T %R %F %z",
                "nginx  | $remote_addr \"$request\"  | --log-format names no time; an event needs $time_local, $time_iso8601 or $msec",
                "nginx  | $remote_addr$msec          | --log-format: nothing stands before $msec that would end the field before it",
                "nginx  | escape=xml $remote_addr    | --log-format: escape is default, json or none",
                "nginx  |                            | --format nginx needs --log-format, the string of your server's configuration",
                "common | %h                         | --log-format is for --format apache and --format nginx; common needs none",
                "iis    |                            | --format knows no \"iis\"; allowed: apache, caddy, cloudfront, combined, common, ingress-nginx, nginx, nginx-json, nginx-main, s3, traefik, vhost-combined, w3c",
                "nginx-man |                         | --format knows no \"nginx-man\"; did you mean \"nginx-main\"?"
            })
    void saysWhatIsWrongWithAFormat(String name, String string, String problem) {
        assertThatThrownBy(() -> LogFormats.of(name, Optional.ofNullable(string)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem);
    }

    @Test
    void stringsAreToldApartInEventIds() {
        assertThat(new Apache("%h %t").id())
                .matches("apache-[0-9a-f]{8}")
                .isNotEqualTo(new Apache("%a %t").id())
                .isEqualTo(new Apache("%h %t").id());
    }

    private static LogEntry parse(LogFormat format, String line) throws BadLineException {
        return format.parser().parse(line.getBytes(UTF_8)).orElseThrow();
    }
}
