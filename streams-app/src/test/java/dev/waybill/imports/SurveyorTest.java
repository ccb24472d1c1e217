package dev.waybill.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyorTest {
    private static final String GOOD = "h - - [04/Mar/2026:05:06:07 +0000] \"GET / HTTP/1.1\" 200 1\n";
    private static final String BAD = "garbage \u00ff\u0000\r\n";

    private final Surveyor surveyor = new Surveyor(AccessLogFormat.COMMON, Instant.parse("2026-03-04T06:00:00Z"));

    @TempDir
    private Path folder;

    @Test
    void countsEveryLineAndKeepsTheBadOnesAsTheyWere() throws IOException {
        // Given
        Path log = write(
                "access.log", GOOD + BAD + GOOD.replace("\n", "\r\n") + GOOD.replace(":05:", ":07:") + GOOD.strip());

        // When
        Survey survey = surveyor.survey(LogSource.file(log), folder);

        // Then
        assertThat(survey.lines()).isEqualTo(5);
        assertThat(survey.events()).isEqualTo(3);
        assertThat(survey.oldest()).contains(Instant.parse("2026-03-04T05:06:07Z"));
        assertThat(survey.firstRejected())
                .extracting(RejectedLine::toString)
                .containsExactly("line 2: no time in brackets", "line 4: the time is in the future");
        Path kept = survey.rejectedFile().orElseThrow();
        assertThat(kept.getFileName().toString())
                .isEqualTo("access.log." + survey.contentHash().substring(0, 12) + ".rejected");
        assertThat(Files.readString(kept, ISO_8859_1))
                .isEqualTo("garbage \u00ff\u0000\r\n" + GOOD.replace(":05:", ":07:"));
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .as("requests may hold keys")
                .isEqualTo("rw-------");
    }

    @Test
    void theHashIsOfTheContentWhereverItComesFrom() throws IOException {
        // Given
        Path plain = write("a.log", GOOD + GOOD);
        Path packed = folder.resolve("b.bin");
        try (OutputStream out = Files.newOutputStream(packed)) {
            for (int member = 0; member < 2; member++) {
                GZIPOutputStream gzip = new GZIPOutputStream(out);
                gzip.write(GOOD.getBytes(UTF_8));
                gzip.finish();
            }
        }
        LogSource spooled = LogSource.spooled("-", new ByteArrayInputStream((GOOD + GOOD).getBytes(UTF_8)));

        // When
        Survey survey = surveyor.survey(LogSource.file(plain), folder);

        // Then
        assertThat(survey.contentHash())
                .isEqualTo(surveyor.survey(LogSource.file(packed), folder).contentHash())
                .isEqualTo(surveyor.survey(spooled, folder).contentHash());
        assertThat(survey.rejectedFile()).isEmpty();
    }

    @Test
    void aCutOffGzipFileIsAnErrorBeforeAnythingIsPublished() throws IOException {
        // Given
        Path packed = folder.resolve("cut.gz");
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(packed))) {
            gzip.write(GOOD.repeat(100).getBytes(UTF_8));
        }
        byte[] bytes = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(bytes, bytes.length - 10));

        // Then
        assertThatThrownBy(() -> surveyor.survey(LogSource.file(packed), folder))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void linesOfAnyLengthAreReadButVeryLongOnesAreSetAside() throws IOException {
        // Given
        String longest = GOOD.replace("GET /", "GET /" + "a".repeat(1_000_000));
        Path log = write("long.log", longest + longest.replace("aaa", "aaaaaa") + GOOD);

        // When
        Survey survey = surveyor.survey(LogSource.file(log), folder);

        // Then
        assertThat(survey.events()).isEqualTo(2);
        assertThat(survey.firstRejected()).extracting(RejectedLine::reason).containsExactly("longer than 1 MiB");
    }

    @Test
    void anEmptyFileHasNoEvents() throws IOException {
        assertThat(surveyor.survey(LogSource.file(write("empty.log", "")), folder)
                        .lines())
                .isZero();
    }

    private Path write(String name, String content) throws IOException {
        return Files.write(folder.resolve(name), content.getBytes(ISO_8859_1));
    }
}
