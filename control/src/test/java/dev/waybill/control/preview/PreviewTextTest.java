package dev.waybill.control.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Counts;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.control.preview.PreviewText.Show;
import dev.waybill.control.preview.leak.HiddenValue;
import dev.waybill.control.preview.leak.Spelling;
import dev.waybill.control.preview.leak.Step;
import dev.waybill.json.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What people and programs are shown of a report in which something leaks. */
class PreviewTextTest {
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");
    private static final PreviewReport REPORT = report();

    @Test
    void showsWhatWouldBeDeliveredAndWhatLeaks() {
        assertThat(PreviewText.lines(REPORT, Show.AFTER, UnaryOperator.identity())).containsExactly(
                "download events: records read 9, looked at 4",
                "  passed over: missing-tenant 1, other-tenant 4",
                "  no export can take: too-old 1",
                "  it was cut",
                "",
                "acme/downloads (csv, version 0123456789ab)",
                "  events 4: delivered 1, left out 1, duplicate 1, withheld 1",
                "  left out by: select.status 1",
                "  withheld since: redaction-failed 1",
                "  window 2026-03-04T05:00:00Z to 2026-03-04T06:00:00Z: rows 1, files 1, bytes 77",
                "  window 2026-03-04T05:00:00Z to 2026-03-04T06:00:00Z, late: rows 0, files 0, bytes 0",
                "  a day at the pace of PT1H: rows 24, bytes 1848",
                "  file hour=05/a.csv, bytes 77, begins",
                "    | event_id,uri",
                "    | 1,/%6dallory",
                "  would leak",
                "    user in uri: percent-encoded; events 1, times 2, such as event 1",
                "  outside of what redaction promises",
                "    user in referer: its MD5; events 1, times 1, such as event 1",
                "note: a key is missing",
                "exports 1, rows searched 1, leaks 1");
    }

    @Test
    void beforeAndAfterAreShownWhereAskedFor() {
        assertThat(PreviewText.lines(REPORT, Show.BEFORE_AND_AFTER, text -> text.replace("m", "M")))
                .containsSequence(
                        "  sample, what changes",
                        "    uri: /Mallory/x -> /-/x",
                        "    user: Mallory -> (nothing)",
                        "    as before: event_id")
                .noneMatch(line -> line.contains("the value"));
    }

    @Test
    void leakingValuesAreShownWhereAskedFor() {
        assertThat(PreviewText.lines(REPORT, Show.LEAKING_VALUES, text -> text.replace("m", "M")))
                .contains("    user in uri: percent-encoded; events 1, tiMes 2, such as event 1; the value Mallory"
                        .replace("tiMes", "times"));
    }

    @Test
    void programsSeeNothingThatRedactionChanges() {
        // When
        String json = JsonText.of(PreviewJson.content(REPORT));

        // Then
        assertThat(json)
                .doesNotContain("mallory\"", "/mallory/x")
                .contains("\"leaks\": true", "\"percent-encoded\"", "\"uri\": \"/-/x\"");
    }

    private static PreviewReport report() {
        HiddenValue value = new HiddenValue("user", "mallory", false, false);
        return new PreviewReport(
                List.of(new PreviewReport.SourceRead(
                        Source.DOWNLOAD,
                        9,
                        4,
                        new TreeMap<>(Map.of("other-tenant", 4L, "missing-tenant", 1L)),
                        new TreeMap<>(Map.of("too-old", 1L)),
                        List.of("it was cut"))),
                List.of(new ExportPreview(
                        new ExportId("acme", "downloads"),
                        Source.DOWNLOAD,
                        "0123456789ab",
                        "csv",
                        new Counts(4, 1, 1, 1, 1),
                        new TreeMap<>(Map.of("select.status", 1L)),
                        new TreeMap<>(Map.of("redaction-failed", 1L)),
                        List.of(
                                new PreviewWindow(
                                        START, START.plusSeconds(3600), PreviewWindow.Lateness.ON_TIME, 1, 1, 77),
                                new PreviewWindow(
                                        START, START.plusSeconds(3600), PreviewWindow.Lateness.LATE, 0, 0, 0)),
                        ExportPreview.PerDay.of(1, 77, Duration.ofHours(1)),
                        Optional.of(new PreviewFile("hour=05/a.csv", 77, List.of("event_id,uri", "1,/%6dallory"))),
                        List.of(new PreviewSample(
                                new TreeMap<>(Map.of("event_id", "1", "uri", "/-/x")),
                                new TreeMap<>(Map.of("uri", "/mallory/x", "user", "mallory")))),
                        1,
                        List.of(
                                new Leak(
                                        "user",
                                        new Spelling(List.of(Step.PERCENT_ENCODED)),
                                        "uri",
                                        1,
                                        2,
                                        "1",
                                        value),
                                new Leak("user", new Spelling(List.of(Step.MD5)), "referer", 1, 1, "1", value)))),
                List.of("a key is missing"));
    }
}
