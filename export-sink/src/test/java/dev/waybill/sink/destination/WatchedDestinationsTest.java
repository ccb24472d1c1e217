package dev.waybill.sink.destination;

import static dev.waybill.sink.fake.Records.ACME;
import static dev.waybill.sink.fake.Records.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.sink.fake.MutableClock;
import dev.waybill.sink.fake.S3DestinationBuilder;
import dev.waybill.spec.destination.DestinationEntry;
import dev.waybill.spec.destination.Destinations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedDestinationsTest {
    @TempDir
    Path folder;

    private final MutableClock clock = new MutableClock("2026-03-04T06:00:00Z");

    @Test
    void readsAFileAgainWhenItHasChanged() throws IOException {
        // Given
        Path file = write("d.json", ACME);
        WatchedDestinations destinations = open(file);
        boolean knewGlobex = destinations.find(GLOBEX).isPresent();

        // When
        write("d.json", ACME, GLOBEX);
        boolean tooEarly = destinations.refresh();
        clock.advance(Duration.ofSeconds(5));
        boolean changed = destinations.refresh();

        // Then
        assertThat(knewGlobex).isFalse();
        assertThat(tooEarly).isFalse();
        assertThat(changed).isTrue();
        assertThat(destinations.find(GLOBEX)).isPresent();
    }

    @Test
    void keepsWhatItKnowsWhenTheFileBreaksAndRecovers() throws IOException {
        // Given
        Path file = write("d.json", ACME);
        WatchedDestinations destinations = open(file);

        // When
        Files.writeString(file, "{\"destinations\": [");
        clock.advance(Duration.ofSeconds(5));
        boolean broken = destinations.refresh();
        boolean stillKnown = destinations.find(ACME).isPresent();
        write("d.json", GLOBEX);
        clock.advance(Duration.ofSeconds(5));
        boolean mended = destinations.refresh();

        // Then
        assertThat(broken).isFalse();
        assertThat(stillKnown).isTrue();
        assertThat(mended).isTrue();
        assertThat(destinations.find(ACME)).isEmpty();
    }

    @Test
    void readsAFileThatComesLater() throws IOException {
        // Given
        WatchedDestinations destinations = open(folder.resolve("d.json"));

        // When
        write("d.json", ACME);
        clock.advance(Duration.ofSeconds(5));

        // Then
        assertThat(destinations.refresh()).isTrue();
        assertThat(destinations.find(ACME)).isPresent();
    }

    @Test
    void readsAllFilesOfAFolder() throws IOException {
        // Given
        write("acme.json", ACME);
        write("globex.json", GLOBEX);
        Files.writeString(folder.resolve("notes.txt"), "not a destination");

        // When
        WatchedDestinations destinations = open(folder);

        // Then
        assertThat(destinations.find(ACME)).isPresent();
        assertThat(destinations.find(GLOBEX)).isPresent();
        assertThat(destinations.find(new ExportId("initech", "x"))).isEmpty();
    }

    @Test
    void readsNothingAgainThatHasNotChanged() throws IOException {
        // Given
        WatchedDestinations destinations = open(write("d.json", ACME));

        // When
        clock.advance(Duration.ofSeconds(5));

        // Then
        assertThat(destinations.refresh()).isFalse();
    }

    @Test
    void noticesAChangeThatLeavesTheSizeAlone() throws IOException {
        // Given
        Path file = write("d.json", ACME);
        WatchedDestinations destinations = open(file);

        // When
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
        clock.advance(Duration.ofSeconds(5));

        // Then
        assertThat(destinations.refresh()).isTrue();
    }

    /** A file that is replaced while it is read looks broken once; it must not stay so for want of a later change. */
    @Test
    void triesAFileThatWasBrokenAgainThoughItLooksTheSame() throws IOException {
        // Given
        Path file = write("d.json", ACME);
        byte[] good = Files.readAllBytes(file);
        FileTime modified = Files.getLastModifiedTime(file);
        Files.write(file, new byte[good.length]);
        Files.setLastModifiedTime(file, modified);
        WatchedDestinations destinations = open(file);
        clock.advance(Duration.ofSeconds(5));
        boolean stillBroken = destinations.refresh();

        // When
        Files.write(file, good);
        Files.setLastModifiedTime(file, modified);
        clock.advance(Duration.ofSeconds(5));

        // Then
        assertThat(stillBroken).isFalse();
        assertThat(destinations.refresh()).isTrue();
        assertThat(destinations.find(ACME)).isPresent();
    }

    @Test
    void keepsEverythingWhenTwoFilesNameTheSameExport() throws IOException {
        // Given
        write("acme.json", ACME);
        WatchedDestinations destinations = open(folder);

        // When
        write("globex.json", ACME, GLOBEX);
        clock.advance(Duration.ofSeconds(5));

        // Then
        assertThat(destinations.refresh()).isFalse();
        assertThat(destinations.find(ACME)).isPresent();
        assertThat(destinations.find(GLOBEX)).isEmpty();
    }

    private WatchedDestinations open(Path path) {
        return WatchedDestinations.open(path, Duration.ofSeconds(5), clock);
    }

    private Path write(String name, ExportId... exports) throws IOException {
        Destinations destinations = Destinations.of(Arrays.stream(exports)
                .map(export -> new DestinationEntry(
                        export,
                        Topics.dedicated(export),
                        Optional.of("wb-" + export.tenant()),
                        new S3DestinationBuilder().build()))
                .toList());
        return Files.writeString(folder.resolve(name), destinations.json());
    }
}
