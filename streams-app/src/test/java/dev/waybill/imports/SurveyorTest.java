package dev.waybill.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.github.luben.zstd.Zstd;
import dev.waybill.imports.log.Combined;
import dev.waybill.imports.log.Common;
import dev.waybill.imports.log.LogFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SurveyorTest {
    private static final Instant NOW = Instant.parse("2026-03-04T06:00:00Z");
    private static final String GOOD =
            "203.0.113.9 - - [04/Mar/2026:05:06:07 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"pip\"\n";
    private static final String BAD = "garbage \u00ff\u0000\r\n";

    @TempDir
    private Path folder;

    @Test
    void countsEveryLineAndKeepsTheBadOnesAsTheyWere() throws IOException {
        // Given
        String future = GOOD.replace(":05:", ":07:");

        // When
        Survey survey = survey(GOOD + BAD + GOOD.replace("\n", "\r\n") + future + GOOD);

        // Then
        assertThat(survey.lines()).isEqualTo(5);
        assertThat(survey.events()).isEqualTo(3);
        assertThat(survey.rejected()).isEqualTo(2);
        assertThat(survey.oldest()).contains(Instant.parse("2026-03-04T05:06:07Z"));
        assertThat(survey.firstRejected())
                .extracting(RejectedLine::toString)
                .containsExactly("line 2: no user", "line 4: the time is in the future");
        Path kept = survey.rejectedFile().orElseThrow();
        assertThat(kept.getFileName().toString())
                .isEqualTo("access.log." + survey.name().substring(0, 12) + ".rejected");
        assertThat(Files.readString(kept, ISO_8859_1)).isEqualTo("garbage \u00ff\u0000\r\n" + future);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .as("requests may hold keys")
                .isEqualTo("rw-------");
    }

    @Test
    void namesTheFormatThatALineWouldFit() throws IOException {
        // Given
        String vhost = "dl.example.test:443 " + GOOD;
        String behindProxy = GOOD.replace("\"pip\"", "\"pip\" \"198.51.100.7, 10.0.0.1\"");

        // When
        Survey survey = survey(vhost + behindProxy + vhost + GOOD + "Mar  4 05:06:07 web1 nginx: " + GOOD);

        // Then
        assertThat(survey.firstRejected())
                .extracting(RejectedLine::toString)
                .containsExactly(
                        "line 1: the client is neither an IP address nor a full host name;"
                                + " it would fit --format vhost-combined",
                        "line 2: more fields than the format has; it would fit --format nginx-main",
                        "line 3: the client is neither an IP address nor a full host name;"
                                + " it would fit --format vhost-combined",
                        "line 5: a header of syslog stands before the line; remove it first");
        assertThat(survey.fitting()).containsOnly(entry("vhost-combined", 2L), entry("nginx-main", 1L));
    }

    @Test
    void namesTheFormatOfALogWithAHeader() throws IOException {
        // When
        Survey survey = survey("#Fields: date time c-ip\n2026-03-04 05:06:07 203.0.113.9\n");

        // Then
        assertThat(survey.rejected()).isEqualTo(2);
        assertThat(survey.fitting()).containsOnly(entry("w3c", 1L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mar  4 05:06:07 web1 nginx: ",
                "Mar 14 05:06:07 web1 nginx[812]: ",
                "<190>Mar  4 05:06:07 web1 nginx: ",
                "<190>1 2026-03-04T05:06:07.123Z web1 nginx 812 - - ",
                "2026-03-04T05:06:07.123456+01:00 web1 nginx: "
            })
    void aHeaderOfSyslogIsNoClient(String header) throws IOException {
        assertThat(survey(header + GOOD).firstRejected())
                .extracting(RejectedLine::reason)
                .containsExactly("a header of syslog stands before the line; remove it first");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
        // When
        Survey survey = survey("\u00ef\u00bb\u00bf" + GOOD);

        // Then
        assertThat(survey.events()).isEqualTo(1);
        assertThat(survey.name()).isEqualTo(survey(GOOD).name());
    }

    @Test
    void aLineWithoutAnEndIsLeftForTheNextImport() throws IOException {
        // When
        Survey survey = survey(GOOD + GOOD.strip());

        // Then
        assertThat(survey.isCutOff()).isTrue();
        assertThat(survey.lines()).isEqualTo(1);
        assertThat(survey.events()).isEqualTo(1);
        assertThat(survey.rejectedFile()).isEmpty();
        assertThat(survey.name()).isEqualTo(survey(GOOD).name());
    }

    @Test
    void theNameIsOfContentAndFormatWhereverTheContentComesFrom() throws IOException {
        // Given
        byte[] twice = (GOOD + GOOD).getBytes(UTF_8);
        byte[] members = join(gzip(GOOD.getBytes(UTF_8)), gzip(GOOD.getBytes(UTF_8)));
        byte[] frames = join(Zstd.compress(GOOD.getBytes(UTF_8)), Zstd.compress(GOOD.getBytes(UTF_8)));

        // When
        Survey plain = survey(twice);

        // Then
        assertThat(survey(members).name()).isEqualTo(plain.name());
        assertThat(survey(frames).name()).isEqualTo(plain.name());
        assertThat(new Surveyor(new Combined(), NOW)
                        .survey(LogSource.spooled("-", new ByteArrayInputStream(twice)), folder)
                        .name())
                .isEqualTo(plain.name());
        assertThat(survey(new Common(), twice).name()).isNotEqualTo(plain.name());
        assertThat(survey(GOOD).name()).isNotEqualTo(plain.name());
    }

    @Test
    void aLogThatIsCutOffOrDamagedIsRefusedBeforeAnythingIsPublished() throws IOException {
        // Given
        byte[] content = GOOD.repeat(1_000).getBytes(UTF_8);
        byte[] gzip = gzip(content);
        byte[] zstd = Zstd.compress(content);
        byte[] damaged = gzip.clone();
        damaged[damaged.length / 2] ^= 0x55;

        // Then
        assertRefused(
                Arrays.copyOf(gzip, gzip.length - 10), "it is cut off, so nothing of it was published; copy it again");
        assertRefused(Arrays.copyOf(gzip, 5), "it is cut off, so nothing of it was published; copy it again");
        assertRefused(
                join(gzip, Arrays.copyOf(gzip, 5)), "it is cut off, so nothing of it was published; copy it again");
        assertRefused(
                Arrays.copyOf(zstd, zstd.length - 5), "it is cut off, so nothing of it was published; copy it again");
        assertRefused(damaged, "it is damaged, so nothing of it was published; copy it again");
        assertRefused(
                join(gzip, "trailing".getBytes(UTF_8)), "it is damaged, so nothing of it was published; copy it again");
        assertThat(folder).isDirectoryNotContaining("glob:**.{part,rejected}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fd377a585a000004 | it is xz; unpack it with xz -dc and pipe it to import -",
                "425a683931415926 | it is bzip2; unpack it with bzip2 -dc and pipe it to import -",
                "04224d18644004c0 | it is lz4; unpack it with lz4 -dc and pipe it to import -",
                "1f9d900102030405 | it is packed with compress; unpack it with gzip -dc and pipe it to import -",
                "504b030414000000 | it is a zip archive; unpack it first",
                "377abcaf271c0004 | it is a 7z archive; unpack it first",
                "5041523115041500 | it is a Parquet file, not a log of lines",
                "4f626a0104166176 | it is an Avro file, not a log of lines",
                "fffe320030003300 | it is UTF-16; convert it with iconv -f UTF-16 -t UTF-8",
                "7f454c4602010100 | it is binary, not a log of lines",
                "0000000000000000 | it is binary, not a log of lines"
            })
    void saysWhatToDoWithFilesOfOtherKinds(String start, String refusal) throws IOException {
        assertRefused(HexFormat.of().parseHex(start), refusal);
        if (!refusal.contains("UTF-16")) {
            assertRefused(gzip(HexFormat.of().parseHex(start)), refusal);
        }
    }

    @Test
    void saysWhatToDoWithArchivesInGzip() throws IOException {
        // Given
        byte[] tar = new byte[1024];
        System.arraycopy("access.log".getBytes(UTF_8), 0, tar, 0, 10);
        System.arraycopy("ustar".getBytes(UTF_8), 0, tar, 257, 5);

        // Then
        assertRefused(gzip(tar), "it is a tar archive; unpack it first");
        assertRefused(gzip(gzip(GOOD.getBytes(UTF_8))), "it is packed twice; unpack it once");
    }

    @Test
    void linesOfAnyLengthAreReadButVeryLongOnesAreSetAside() throws IOException {
        // Given
        String longest = GOOD.replace("GET /", "GET /" + "a".repeat(1_000_000));
        String longer = longest.replace("aaa", "aaaaaa");

        // When
        Survey survey = survey(longest + longer + GOOD);

        // Then
        assertThat(survey.lines()).isEqualTo(3);
        assertThat(survey.events()).isEqualTo(2);
        assertThat(survey.firstRejected()).extracting(RejectedLine::reason).containsExactly("longer than 1 MiB");
        assertThat(Files.readString(survey.rejectedFile().orElseThrow())).isEqualTo(longer);
    }

    @Test
    void aLineWithoutAnyEndDoesNotFillTheMemory() throws IOException {
        // Given
        byte[] zeros = new byte[64 << 20];
        Arrays.fill(zeros, (byte) 'a');

        // When
        Survey survey = survey(Zstd.compress(zeros));

        // Then
        assertThat(survey.isCutOff()).isTrue();
        assertThat(survey.events()).isZero();
        assertThat(survey.lines()).isZero();
    }

    @Test
    void anEmptyFileHasNoEvents() throws IOException {
        assertThat(survey("").lines()).isZero();
        assertThat(survey("").isCutOff()).isFalse();
    }

    private void assertRefused(byte[] content, String message) {
        assertThatThrownBy(() -> survey(content))
                .isInstanceOf(LogException.class)
                .hasMessage(message);
    }

    private Survey survey(String content) throws IOException {
        return survey(content.getBytes(ISO_8859_1));
    }

    private Survey survey(byte[] content) throws IOException {
        return survey(new Combined(), content);
    }

    private Survey survey(LogFormat format, byte[] content) throws IOException {
        Path log = Files.write(folder.resolve("access.log"), content);
        return new Surveyor(format, NOW).survey(LogSource.file(log), folder);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
