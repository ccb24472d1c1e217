package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalReportTest {
    private static final Instant FIVE = Instant.parse("2026-03-04T05:00:00Z");

    @TempDir
    Path folder;

    @Test
    void showsTheFirstAndTheLastObjectsAndHowTheFirstBegins() throws IOException {
        // Given
        List<DeliveredObject> objects = IntStream.range(0, 5)
                .mapToObj(number -> object("downloads", number + ".csv", 3 * 1024 * 1024))
                .toList();
        Files.writeString(objects.get(0).file(), "time,path\n" + "x".repeat(200) + "\nthree\nfour\n");

        // When
        String text = report(objects, List.of());

        // Then
        assertThat(text).isEqualToNormalizingNewlines("""

                Tenant acme
                  downloads: csv, hourly; 5 objects, 50 events, 15.0 MiB
                      3.0 MiB  %1$s/0.csv
                      3.0 MiB  %1$s/1.csv
                               … 2 more
                      3.0 MiB  %1$s/4.csv
                      | time,path
                      | %2$s…
                      | three
                """.formatted(folder, "x".repeat(150)));
    }

    @Test
    void saysWhatWasDeliveredBeforeAndIsNotThere() {
        String text = report(
                List.of(), List.of(object("downloads", "gone.csv", 10), object("audit", "of-another-export.csv", 10)));

        assertThat(text).isEqualToNormalizingNewlines("""

                        Tenant acme
                          downloads: csv, hourly; 0 objects, 0 events, 0 B
                            1 more that were delivered before are not there, or not where the export goes now
                        """);
    }

    @Test
    void aBinaryFileHasNoLinesToShow() throws IOException {
        // Given
        DeliveredObject object = object("downloads", "0.parquet", 2048);
        Files.write(object.file(), new byte[] {'P', 'A', 'R', '1', '\n'});

        // Then
        assertThat(report(List.of(object), List.of()))
                .contains("1 object, 10 events, 2.0 KiB")
                .doesNotContain("|");
    }

    /** Paths are short where somebody can follow them. */
    @Test
    void aFileBelowTheWorkingDirectoryIsNamedFromThere() throws IOException {
        // Given
        Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
        Path file = Files.createTempFile(target, "report", ".csv");
        DeliveredObject object = new DeliveredObject(new ExportId("acme", "downloads"), FIVE, "x.csv", 1, 0, file);

        // Then
        try {
            assertThat(report(List.of(object), List.of())).contains("  target/" + file.getFileName() + "\n");
        } finally {
            Files.delete(file);
        }
    }

    private DeliveredObject object(String export, String name, long bytes) {
        return new DeliveredObject(new ExportId("acme", export), FIVE, name, 10, bytes, folder.resolve(name));
    }

    private static String report(List<DeliveredObject> there, List<DeliveredObject> gone) {
        List<ExportSpec> exports = SpecReader.parse("acme.yaml", """
                        tenant: acme
                        exports:
                          - id: downloads
                            source: download
                            format: { kind: csv }
                            schedule: { every: hourly }
                            destination: { kind: file, directory: /tmp/acme }
                        """).exports();
        StringWriter out = new StringWriter();
        new LocalReport(new PrintWriter(out)).print(exports, new DeliveryWatch.Delivered(there, gone));
        return out.toString();
    }
}
