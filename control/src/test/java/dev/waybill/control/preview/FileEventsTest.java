package dev.waybill.control.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.contract.Source;
import dev.waybill.imports.EventLines;
import dev.waybill.imports.LogException;
import dev.waybill.imports.LogSource;
import dev.waybill.imports.log.LogFormats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileEventsTest {
    @TempDir
    Path folder;

    @Test
    void takesJsonEventsInTheOrderInWhichTheyHappened() throws IOException {
        // Given
        Path file = Files.writeString(
                folder.resolve("events.jsonl"),
                Drafts.eventOf("acme", "2", Drafts.TIME.plusSeconds(60), "") + "\r\n\n"
                        + Drafts.eventOf("acme", "1", Drafts.TIME, "") + "\nno JSON\n"
                        + Drafts.eventOf("acme", "3", Drafts.TIME.plusSeconds(120), ""));

        // When
        PreviewReport report = Preview.run(Drafts.request(
                Drafts.of(folder, "format: { kind: csv, columns: [event_id] }"),
                new FileEvents(Source.DOWNLOAD, LogSource.file(file), EventLines::ofJson)));

        // Then
        assertThat(report.sources()).singleElement().satisfies(source -> {
            assertThat(source.records()).isEqualTo(4);
            assertThat(source.events()).isEqualTo(3);
            assertThat(source.passedOver()).isEqualTo(Map.of("unknown-wire-format", 1L));
        });
        assertThat(report.exports().get(0).file().orElseThrow().lines()).containsExactly("event_id", "1", "2", "3");
    }

    @Test
    void takesTheLinesOfALogAsImportReadsThem() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("access.log"), """
                203.0.113.9 - bob [04/Mar/2026:05:06:07 +0000] "GET /a HTTP/1.1" 200 12 "-" "curl/8.0"
                no line
                203.0.113.9 - bob [04/Mar/2026:05:06:08 +0000] "GET /b HTTP/1.1" 200 12 "-" "curl/8.0\"""");

        // When
        PreviewReport report = Preview.run(Drafts.request(
                Drafts.of(folder, "format: { kind: csv, columns: [event_id, tenant, uri] }"),
                new FileEvents(
                        Source.DOWNLOAD,
                        LogSource.file(file),
                        () -> EventLines.ofLog(
                                LogFormats.of("combined", Optional.empty()),
                                "acme",
                                Instant.parse("2026-03-05T00:00:00Z")))));

        // Then
        assertThat(report.sources().get(0).notes()).containsExactly("lines that are no events: 1");
        assertThat(report.exports().get(0).file().orElseThrow().lines())
                .containsExactly("event_id,tenant,uri", "line-1,acme,/a", "line-3,acme,/b");
    }

    @Test
    void keepsTheNewest() throws IOException {
        // Given
        Path file = Files.writeString(
                folder.resolve("events.jsonl"),
                Drafts.eventOf("acme", "new", Drafts.TIME.plusSeconds(60), "") + "\n"
                        + Drafts.eventOf("acme", "old", Drafts.TIME, "") + "\n");
        FileEvents events = new FileEvents(Source.DOWNLOAD, LogSource.file(file), EventLines::ofJson);

        // When
        RecentEvents.Read read = events.read(
                Source.DOWNLOAD,
                value -> Optional.of(new RecentEvents.Sifted("acme", value.length == 0 ? 0 : time(value))),
                PreviewBounds.DEFAULT.of(1, Optional.empty()),
                () -> false);

        // Then
        assertThat(read.events())
                .extracting(SourceEvent::offset, event -> text(event.value()).contains("\"new\""))
                .containsExactly(tuple(0L, true));
    }

    @Test
    void aFileOfAnotherKindIsRefused() throws IOException {
        // Given
        Path file = Files.write(folder.resolve("events.parquet"), "PAR1 and more".getBytes(StandardCharsets.UTF_8));
        FileEvents events = new FileEvents(Source.DOWNLOAD, LogSource.file(file), EventLines::ofJson);

        // Then
        assertThatThrownBy(() -> events.read(
                        Source.DOWNLOAD, value -> Optional.empty(), PreviewBounds.DEFAULT, () -> false))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("Parquet");
    }

    private static long time(byte[] value) {
        return text(value).contains("\"new\"") ? 2 : 1;
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }
}
