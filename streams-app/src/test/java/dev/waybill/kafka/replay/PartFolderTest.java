package dev.waybill.kafka.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.batch.Part;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Sha256;
import dev.waybill.window.Window;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFolderTest {
    @TempDir
    Path folder;

    private final MockProcessorContext<byte[], Object> context = new MockProcessorContext<>();

    @Test
    void writesAPartOnceHoweverOftenItIsMadeAndNotesIt() throws Exception {
        // Given
        Processor<byte[], Part, byte[], Object> writing = writing();

        // When
        writing.process(record("year=2026/part.csv"));
        writing.process(record("year=2026/part.csv"));

        // Then
        try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
            assertThat(files).containsExactly(folder.resolve("downloads/year=2026/part.csv"));
        }
        assertThat(folder.resolve("downloads/year=2026/part.csv")).hasContent("a,b");
        assertThat(context.forwarded("topics")).isEmpty();
        assertThat(context.forwarded("notes"))
                .extracting(
                        forward -> ReplayNote.parse((byte[]) forward.record().value()))
                .containsOnly(new PartWritten(
                        new ExportId("acme", "downloads"),
                        Instant.parse("2026-03-04T05:00:00Z"),
                        true,
                        "downloads/year=2026/part.csv",
                        7,
                        3,
                        Sha256.hex("a,b")));
    }

    @Test
    void leadsOutOfNoFolder() {
        Processor<byte[], Part, byte[], Object> writing = writing();

        assertThatThrownBy(() -> writing.process(record("../../outside.csv")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write downloads/../../outside.csv in " + folder)
                .hasRootCauseMessage("the name leads out of the folder");
        assertThat(folder.resolve("../outside.csv")).doesNotExist();
        assertThat(context.forwarded()).isEmpty();
    }

    private Processor<byte[], Part, byte[], Object> writing() {
        Processor<byte[], Part, byte[], Object> writing =
                new PartFolder(folder).parts("topics", "notes").get();
        writing.init(context);
        context.setCurrentSystemTimeMs(1);
        return writing;
    }

    private static Record<byte[], Part> record(String object) {
        Instant start = Instant.parse("2026-03-04T05:00:00Z");
        Part part = new Part(
                new ExportId("acme", "downloads"),
                "export.acme.downloads",
                new Window(start, start.plusSeconds(3600)),
                Optional.of(start.plusSeconds(7200)),
                0,
                7,
                object,
                "text/csv",
                "0a1b2c3d4e5f",
                Sha256.hex("a,b"),
                "a,b".getBytes(StandardCharsets.UTF_8));
        return new Record<>(null, part, 1);
    }
}
