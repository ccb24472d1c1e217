package dev.waybill.control.preview;

import static dev.waybill.control.preview.Drafts.event;
import static dev.waybill.control.preview.Drafts.events;
import static dev.waybill.control.preview.Drafts.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.batch.Counts;
import dev.waybill.batch.Part;
import dev.waybill.control.rows.FileCells;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewTest {
    private static final String CSV = "format: { kind: csv, columns: [event_id, uri, user.username] }\n";
    private static final String HIDES_USER = "redact: [{ kind: drop-field, field: user }]\n";
    private static final String MALLORY = "\"user\":{\"username\":\"mallory\"}";

    @TempDir
    Path folder;

    @Test
    void showsWhatAnExportWouldDeliver() throws IOException {
        // When
        PreviewReport report = Preview.run(request(
                Drafts.of(folder, CSV + HIDES_USER + "select: { status: [2xx], methods: [GET] }"),
                events(
                        event("1", "\"method\":\"GET\",\"status\":200,\"uri\":\"/u/mallory\"," + MALLORY),
                        event("2", "\"method\":\"GET\",\"status\":404"),
                        event("3", "\"method\":\"POST\",\"status\":200"),
                        event("1", "\"method\":\"GET\",\"status\":200,\"uri\":\"/u/mallory\"," + MALLORY),
                        Drafts.eventOf("globex", "4", Drafts.TIME, ""),
                        "{\"event_id\":\"5\"}",
                        Drafts.eventOf("acme", "6", Drafts.TIME.plusSeconds(7200), "\"method\":\"GET\",\"status\":200"))));

        // Then
        assertThat(report.sources()).singleElement().satisfies(source -> {
            assertThat(source.records()).isEqualTo(7);
            assertThat(source.events()).isEqualTo(5);
            assertThat(source.passedOver()).isEqualTo(Map.of("other-tenant", 1L, "missing-tenant", 1L));
            assertThat(source.refused()).isEmpty();
        });
        assertThat(report.exports()).singleElement().satisfies(export -> {
            assertThat(export.export()).hasToString("acme/e0");
            assertThat(export.counts()).isEqualTo(new Counts(5, 2, 2, 1, 0));
            assertThat(export.leftOut()).isEqualTo(Map.of("select.status", 1L, "select.methods", 1L));
            assertThat(export.windows())
                    .extracting(window -> window.start().toString(), PreviewWindow::rows, PreviewWindow::parts)
                    .containsExactly(tuple("2026-03-04T05:00:00Z", 1L, 1), tuple("2026-03-04T07:00:00Z", 1L, 1));
            assertThat(export.perDay()).hasValueSatisfying(day -> {
                assertThat(day.rows()).isEqualTo(24);
                assertThat(day.bytes()).isEqualTo(export.bytes() * 12);
            });
            assertThat(export.file()).hasValueSatisfying(file -> {
                assertThat(file.object()).startsWith("year=2026/month=03/day=04/hour=05/acme-e0-").endsWith(".csv.gz");
                assertThat(file.lines()).containsExactly("event_id,uri,user.username", "1,/u/-,");
            });
            assertThat(export.samples()).first().satisfies(sample -> {
                assertThat(sample.before()).contains(Map.entry("user.username", "mallory"), Map.entry("uri", "/u/mallory"));
                assertThat(sample.after()).isEqualTo(Map.of("event_id", "1", "uri", "/u/-"));
            });
            assertThat(export.leaks()).isEmpty();
        });
        assertThat(report.leaks()).isFalse();
        assertThat(report.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "csv, compression: gzip",
                "json-lines, compression: zstd",
                "json-lines, shape: flat",
                "json-array, compression: gzip",
                "json-lines-timestamp",
                "ecs",
                "ocsf",
                "ocsf-parquet",
                "parquet, codec: snappy",
                "avro, codec: zstd",
                "apache-common",
                "apache-combined",
                "apache-cloudsmith",
                "s3-access-log",
                "w3c",
                "cef"
            })
    void findsWhatAFileOfAnyFormatStillTells(String format) throws IOException {
        // Given
        String encoded = Base64.getEncoder().encodeToString("mallory@example.test".getBytes(StandardCharsets.UTF_8));
        String planted = "\"uri\":\"/x?a=" + encoded + "&b=mallory&c=mallory2&d=%256dallory\",\"method\":\"GET\","
                + "\"status\":200,\"ip_address\":\"203.0.113.9\",\"s3\":{\"key\":\"k\",\"bucket\":\"b\"}," + MALLORY;

        // When
        PreviewReport report = Preview.run(request(
                Drafts.of(folder, "format: { kind: " + format + " }\n" + HIDES_USER), events(event("1", planted))));

        // Then
        assertThat(report.exports()).singleElement().satisfies(export -> {
            assertThat(export.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0));
            assertThat(export.scanned()).isEqualTo(1);
            assertThat(export.leaked()).isEmpty();
            assertThat(export.leaks())
                    .extracting(Leak::field, leak -> leak.spelling().words(), Leak::events, Leak::firstEventId)
                    .contains(
                            tuple("user.username", "in Base64", 1L, "1"),
                            tuple("user.username", "part of a longer word", 1L, "1"));
            assertThat(export.file()).hasValueSatisfying(file -> assertThat(file.lines())
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("mallory&"))
                    .anyMatch(line -> line.contains("mallory2")));
        });
    }

    @Test
    void whatStandsWhereNothingIsLookedForIsToldApart() throws IOException {
        // Given a user who is called like a method, an export's tenant and a status
        PreviewReport report = Preview.run(request(
                Drafts.of(folder, "format: { kind: json-lines }\n" + HIDES_USER + "", "format: { kind: csv }\n" + HIDES_USER),
                events(
                        event("1", "\"method\":\"GET\",\"user\":{\"username\":\"get\"}"),
                        event("2", "\"user\":{\"username\":\"acme\"}"),
                        event("3", "\"status\":4321,\"user\":{\"username\":\"4321\"}"))));

        // Then
        assertThat(report.leaks()).isFalse();
        assertThat(report.exports().get(0).leaks())
                .extracting(Leak::place, leak -> leak.spelling().words())
                .contains(
                        tuple("method", "other case, where redaction does not look for it"),
                        tuple("tenant", "where redaction does not look for it"),
                        tuple("status", "where redaction does not look for it"));
    }

    @Test
    void aValueInAnEventThatNeverHadItInTheFieldIsOutsideOfThePromise() throws IOException {
        PreviewReport report = Preview.run(request(
                Drafts.of(folder, CSV + HIDES_USER),
                events(event("1", MALLORY), event("2", "\"uri\":\"/home/mallory/x\""))));

        assertThat(report.leaks()).isFalse();
        assertThat(report.exports().get(0).leaks())
                .extracting(Leak::place, leak -> leak.spelling().words(), Leak::firstEventId)
                .containsExactly(tuple("uri", "in an event that did not have it in the field", "2"));
    }

    @Test
    void noPlaceIsCalledAfterAKeyThatAnEventBringsAlong() throws IOException {
        // Given a key that tells the value, in a form that is not looked for, with such a value below it
        String tags = "\"package\":{\"tags\":{\"a\":[\"bobby2\"]}},\"extensions\":{\"bobby2\":\"bobby3\"}";

        // When
        PreviewReport report = Preview.run(request(
                Drafts.of(folder, "format: { kind: json-lines }\n" + HIDES_USER),
                events(event("1", tags + ",\"user\":{\"username\":\"bobby\"}"))));

        // Then
        assertThat(report.exports().get(0).leaks())
                .extracting(Leak::place, leak -> leak.spelling().words())
                .contains(
                        tuple("extensions (key)", "part of a longer word"),
                        tuple("extensions.*", "part of a longer word"));
        assertThat(PreviewJson.content(report).get("exports").toString())
                .contains("place=extensions.*")
                .doesNotContain("place=extensions.bobby");
    }

    @Test
    void ofAnEventThatHidesVeryManyValuesTheFirstAreLookedForAndTheReportSaysSo() throws IOException {
        // Given
        String many = IntStream.range(0, 600)
                .mapToObj(i -> "\"k" + i + "\":\"value" + i + "\"")
                .collect(Collectors.joining(",", "\"extensions\":{", "}"));

        // When
        PreviewReport report = Preview.run(request(
                Drafts.of(folder, CSV + "redact: [{ kind: drop-field, field: extensions }]"),
                events(event("1", many + ",\"uri\":\"/xvalue1x\""))));

        // Then
        assertThat(report.notes())
                .containsExactly("acme/e0: only the first 500 values were looked for of events, 1, that hide more");
        assertThat(report.exports().get(0).leaks()).extracting(Leak::field).containsExactly("extensions");
    }

    @Test
    void handsOutTheFilesThatProductionWouldDeliver() throws IOException {
        // Given
        List<Part> parts = new ArrayList<>();

        // When
        Preview.run(request(
                Drafts.of(folder, "format: { kind: json-lines }"), events(event("2", ""), event("1", "")), parts::add));

        // Then
        assertThat(parts).singleElement().satisfies(part -> {
            assertThat(part.events()).isEqualTo(2);
            assertThat(FileCells.firstLines(part.bytes(), 9))
                    .satisfiesExactly(
                            first -> assertThat(first).contains("\"event_id\":\"1\""),
                            second -> assertThat(second).contains("\"event_id\":\"2\""));
        });
    }

    @Test
    void aKeyThatIsNotHereIsReplacedAndTheReportSaysSo() throws IOException {
        // When
        PreviewReport report = Preview.run(request(
                Drafts.of(folder, CSV + "redact: [{ kind: hash, field: user.username, key: \"${env:ACME_HMAC}\" }]"),
                events(event("1", MALLORY), event("2", MALLORY))));

        // Then
        assertThat(report.notes())
                .containsExactly("the key ${env:ACME_HMAC} is not here: a random one made the hashes, which will be others");
        assertThat(report.exports().get(0).file().orElseThrow().lines())
                .element(1)
                .asString()
                .matches("1,,[0-9a-f]{64}");
        assertThat(report.exports().get(0).leaks()).isEmpty();
    }

    @Test
    void anotherKeyThanTheSpecMeansIsRefused() throws IOException {
        PreviewRequest request = request(
                Drafts.of(
                        folder,
                        CSV + "redact: [{ kind: hash, field: user.username, key: \"${file:" + key() + "}\","
                                + " fingerprint: \"000000000000\" }]"),
                events(event("1", MALLORY)));

        assertThatThrownBy(() -> Preview.run(request))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("but the spec states 000000000000");
    }

    private Path key() throws IOException {
        return Files.writeString(folder.resolve("key"), "0123456789abcdef0123456789abcdef");
    }

    @Test
    void withheldEventsAreCountedByReason() throws IOException {
        // When
        PreviewReport report = Preview.run(request(
                Drafts.of(folder, CSV + "redact: [{ kind: truncate-ip }]"),
                events(event("1", "\"ip_address\":\"no address\""))));

        // Then
        assertThat(report.exports().get(0).withheld()).isEqualTo(Map.of("redaction-failed", 1L));
        assertThat(report.exports().get(0).counts()).isEqualTo(new Counts(1, 0, 0, 0, 1));
    }

    @Test
    void eventsThatNoExportCanTakeAreCountedByReason() throws IOException {
        // Given an event that is said to have arrived long before it happened
        RecentEvents tooEarly = (source, sieve, bounds, cancelled) -> {
            byte[] value = event("1", "").getBytes(StandardCharsets.UTF_8);
            return new RecentEvents.Read(
                    List.of(new SourceEvent(0, 0, Drafts.TIME.minusSeconds(3600).toEpochMilli(), value)), 1, List.of());
        };

        // When
        PreviewReport report = Preview.run(request(Drafts.of(folder, CSV), tooEarly));

        // Then
        assertThat(report.sources().get(0).refused()).isEqualTo(Map.of("in-the-future", 1L));
        assertThat(report.exports().get(0).scanned()).isZero();
    }

    @Test
    void endsWithWhatThereIsWhenItIsCancelled() throws IOException {
        // Given
        PreviewRequest request = request(Drafts.of(folder, CSV), events(event("1", "")));
        PreviewRequest cancelled = new PreviewRequest(
                request.exports(),
                request.settings(),
                request.secrets(),
                request.schemas(),
                request.times(),
                request.events(),
                request.bounds(),
                request.samples(),
                request.lines(),
                request.parts(),
                () -> true);

        // When
        PreviewReport report = Preview.run(cancelled);

        // Then
        assertThat(report.notes()).containsExactly("stopped: it shows what was looked at by then");
        assertThat(report.exports()).singleElement().extracting(ExportPreview::scanned).isEqualTo(0L);
    }

    @Test
    void nothingOfAReportShowsWhatAnEventHolds() throws IOException {
        PreviewReport report = Preview.run(request(
                Drafts.of(folder, CSV + HIDES_USER), events(event("secret-id", "\"uri\":\"/mallory2\"," + MALLORY))));

        assertThat(Stream.of(report.toString(), report.exports().toString()))
                .noneMatch(text -> text.contains("mallory") || text.contains("secret-id"));
    }
}
