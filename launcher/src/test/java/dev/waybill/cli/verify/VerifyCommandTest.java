package dev.waybill.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.waybill.cli.Commands;
import dev.waybill.cli.frame.ProgressBar;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a copy of the place that the vectors of module verify hold. */
class VerifyCommandTest {
    private static final Path VECTORS = Path.of("../verify/src/test/resources/vectors");
    private static final Path KEYS = VECTORS.resolve("keys.json");
    private static final String RECEIPT = "_receipts/downloads/20260304T050000Z.json";
    private static final String NEWEST = "_receipts/downloads/20260304T090000Z.json";

    @TempDir
    Path folder;

    private Path place;

    @BeforeEach
    void copyPlace() throws IOException {
        place = folder.resolve("bucket/client-logs");
        try (Stream<Path> files = Files.walk(VECTORS.resolve("place"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy =
                        place.resolve(VECTORS.resolve("place").relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private Commands.Result verify(String... arguments) {
        return Commands.run(
                new VerifyCommand(),
                Stream.concat(Stream.of("--public-key", KEYS.toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    @Test
    void anUntouchedFolderIsClean() {
        Commands.Result result = verify(place.toString(), "--until", "2026-03-04T10:00:00Z", "--tenant", "acme");

        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(result.out().lines())
                .first()
                .asString()
                .isEqualTo(
                        "note  partial downloads window 2026-03-04T00:00:00Z _receipts/downloads/20260304T000000Z.json:"
                                + " it states a part of the events of its windows only, as far as the platform can tell");
        assertThat(result.out())
                .contains("downloads: 10 windows from 2026-03-04T00:00:00Z to 2026-03-04T10:00:00Z:")
                .containsPattern("client-logs: clean; 26 receipts, \\d+ objects, [\\d,]+ bytes\n$");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void saysWhichObjectOfWhichWindowIsWrong() throws IOException {
        Path part = partOfFive();
        Files.writeString(part, "x");

        Commands.Result result = verify(folder.resolve("bucket").toString(), "--prefix", "client-logs");

        assertThat(result.exitCode()).isOne();
        assertThat(result.out())
                .contains("WRONG truncated downloads window 2026-03-04T05:00:00Z " + place.relativize(part)
                        + ": holds 1 bytes of ")
                .contains("client-logs: NOT clean, 1 finding; 26 receipts");
    }

    @Test
    void checksSeveralPlacesAsOne() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Path moved = other.resolve(place.relativize(partOfFive()).toString());
        Files.createDirectories(moved.getParent());
        Files.move(partOfFive(), moved);

        Commands.Result alone = verify(place.toString());
        Commands.Result together = verify(place.toString(), other.toString());

        assertThat(alone.exitCode()).isOne();
        assertThat(alone.out()).contains("WRONG missing downloads window 2026-03-04T05:00:00Z");
        assertThat(together.exitCode()).as(together.out() + together.err()).isZero();
        assertThat(together.out()).containsPattern("client-logs and \\S+/other: clean; 26 receipts");
    }

    @Test
    void severalPlacesHaveTheirOwnPrefixes() {
        Commands.Result result = verify(place.toString(), folder.toString(), "--prefix", "client-logs");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("--prefix is for one place; write each with its own prefix\n");
    }

    @Test
    void saysHowATimeIsWritten() {
        Commands.Result result = verify(place.toString(), "--until", "yesterday");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("\"yesterday\" is no instant; write it as in 2026-03-04T05:00:00Z");
    }

    @Test
    void printsOneJsonObject() throws IOException {
        Files.delete(place.resolve(RECEIPT));

        Commands.Result result = verify(place.toString(), "--json");

        JsonNode json = JsonMapper.builder().build().readTree(result.out());
        assertThat(result.exitCode()).isOne();
        assertThat(json.path("clean").booleanValue()).isFalse();
        assertThat(json.path("findings"))
                .extracting(finding -> finding.path("kind").asText())
                .contains("partial", "gap", "missing-receipt", "extra");
        assertThat(json.path("findings"))
                .filteredOn(finding -> finding.path("kind").asText().equals("gap"))
                .singleElement()
                .satisfies(gap -> assertThat(gap.path("window").asText()).isEqualTo("2026-03-04T05:00:00Z"));
        assertThat(json.path("exports"))
                .extracting(export -> export.path("export").asText())
                .containsExactly("audit", "downloads", "quick", "replay=r1/downloads");
        assertThat(json.path("receipts").longValue()).isEqualTo(25);
    }

    @Test
    void whatWasDiscardedIsNeitherCleanNorMissing() throws IOException {
        // Given
        Path part = theOne("year=2026/month=03/day=01/hour=12");
        String name = place.relativize(part).toString();
        Files.delete(part);

        // When
        Commands.Result text = verify(place.toString());
        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(verify(place.toString(), "--json").out());

        // Then
        assertThat(text.exitCode()).isOne();
        assertThat(text.out())
                .contains("WRONG discarded quick window 2026-03-01T12:00:00Z " + name
                        + ": the platform dropped it before it was delivered, as it has signed")
                .contains("NOT clean, 1 finding;");
        assertThat(json.path("findings"))
                .filteredOn(finding -> finding.path("wrong").booleanValue())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.path("kind").textValue()).isEqualTo("discarded");
                    assertThat(finding.path("object").textValue()).isEqualTo(name);
                });
    }

    @Test
    void sayOfWhatNobodyKnowsWhoseItIsOnlyWhatIsKnown() throws IOException {
        // Given
        String left = ".0b0e7f2c-31d0-4a6e-9c53-5d1d5e6a7b8c.tmp";
        Files.writeString(place.resolve(left), "x");
        Files.writeString(place.resolve("readme.txt"), "x");
        Files.writeString(place.resolve("readme.md"), "y");

        // When
        Commands.Result text = verify(place.toString());
        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(verify(place.toString(), "--json").out());

        // Then
        assertThat(text.out()).contains("NOT clean, 2 findings;");
        assertThat(json.path("findings"))
                .filteredOn(finding -> finding.path("kind").textValue().equals("unfinished"))
                .singleElement()
                .hasToString("{\"kind\":\"unfinished\",\"wrong\":false,\"object\":\"" + left
                        + "\",\"detail\":\"is left of an upload\"}");
    }

    @Test
    void aKnownReceiptMustBeSignedWithOneOfTheGivenKeys() throws IOException {
        String genuine = Files.readString(place.resolve(NEWEST));
        Path altered = Files.writeString(
                folder.resolve("altered.json"),
                genuine.replaceFirst("\"source-partitions\":2", "\"source-partitions\":3"));
        Path foreign = Files.writeString(
                folder.resolve("foreign.json"), genuine.replaceFirst("\"key\":\"[0-9a-f]{4}", "\"key\":\"0000"));

        for (Path receipt : List.of(altered, foreign)) {
            Commands.Result result = verify(place.toString(), "--receipt", receipt.toString());

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).contains("--receipt: " + receipt + " is not signed with one of the given keys");
        }
    }

    @Test
    void aReceiptKeptElsewhereShowsThatTheNewestWindowIsGone() throws IOException {
        Path kept = folder.resolve("kept.json");
        Files.copy(place.resolve(NEWEST), kept);
        assertThat(verify(place.toString(), "--receipt", kept.toString()).exitCode())
                .isZero();
        Files.delete(place.resolve(NEWEST));

        assertThat(verify(place.toString()).exitCode()).isZero();
        Commands.Result result = verify(place.toString(), "--receipt", kept.toString());

        assertThat(result.exitCode()).isOne();
        assertThat(result.out()).contains("WRONG cut-off downloads window 2026-03-04T09:00:00Z " + NEWEST);
    }

    @Test
    void remembersWhatWasRight() throws IOException {
        String state = folder.resolve("state").toString();
        verify(place.toString(), "--state", state);

        JsonNode again = JsonMapper.builder()
                .build()
                .readTree(verify(place.toString(), "--state", state, "--json").out());

        assertThat(again.path("bytes-read").longValue()).isZero();
        assertThat(again.path("bytes").longValue()).isPositive();
    }

    @Test
    void looksIntoObjectsIfAsked() throws IOException {
        Commands.Result text = verify(place.toString(), "--rows");
        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(verify(place.toString(), "--rows", "--json").out());

        assertThat(text.exitCode()).as(text.out() + text.err()).isZero();
        assertThat(text.out())
                .containsPattern("\n[\\d,]+ rows counted; the sums of \\d+ windows are right, of 0 not"
                        + " checked\n.*client-logs: clean; 26 receipts");
        assertThat(json.path("rows").longValue()).isPositive();
        assertThat(json.path("sums").longValue()).isGreaterThan(20);
        assertThat(json.path("sums-not-checked").longValue()).isZero();
        assertThat(verify(place.toString()).out()).doesNotContain("rows counted");
    }

    @Test
    void takesKeysFromAnAddress() throws IOException {
        byte[] keys = Files.readAllBytes(KEYS);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys.json", exchange -> {
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.createContext("/gone", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://localhost:" + server.getAddress().getPort();
            assertThat(Commands.run(new VerifyCommand(), place.toString(), "--public-key", address + "/keys.json")
                            .exitCode())
                    .isZero();
            Commands.Result gone =
                    Commands.run(new VerifyCommand(), place.toString(), "--public-key", address + "/gone");
            assertThat(gone.exitCode()).isOne();
            assertThat(gone.err()).contains("the public keys from " + address + "/gone: answer 404");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void asksTheStoreThatIsNamedForThePrefixThatIsNamed() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        byte[] nothing = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"
                .getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(200, nothing.length);
            exchange.getResponseBody().write(nothing);
            exchange.close();
        });
        server.start();
        System.setProperty("aws.accessKeyId", "AKIAREADER");
        System.setProperty("aws.secretAccessKey", "secret");
        try {
            Commands.Result result = verify(
                    "s3://acme-logs",
                    "--prefix",
                    "client-logs",
                    "--region",
                    "eu-west-1",
                    "--path-style",
                    "--endpoint",
                    "http://127.0.0.1:" + server.getAddress().getPort());

            assertThat(asked)
                    .as(result.out() + result.err())
                    .isNotEmpty()
                    .allSatisfy(request -> assertThat(request)
                            .startsWith("/acme-logs?")
                            .contains("prefix=client-logs", "Credential=AKIAREADER/", "/eu-west-1/s3/"));
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
            server.stop(0);
        }
    }

    @Test
    void wrongUsageSaysWhatToDo() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "text");
        List<List<String>> calls = List.of(
                List.of(place.toString(), "--public-key", "http://192.0.2.1/keys.json"),
                List.of(place.toString(), "--public-key", text.toString()),
                List.of(
                        place.toString(),
                        "--public-key",
                        folder.resolve("nowhere").toString()),
                List.of(folder.resolve("nowhere").toString(), "--public-key", KEYS.toString()),
                List.of(text.toString(), "--public-key", KEYS.toString()),
                List.of(place.toString(), "--public-key", KEYS.toString(), "--tenant", "A"),
                List.of(place.toString(), "--public-key", KEYS.toString(), "--state", text.toString()),
                List.of(place.toString(), "--public-key", KEYS.toString(), "--receipt", text.toString()),
                List.of(place.toString(), "--public-key", KEYS.toString(), "--region", "eu-west-1"),
                List.of(place.toString(), "--public-key", KEYS.toString(), "--profile", "reader"),
                List.of(place.toString(), "--public-key", KEYS.toString(), "--path-style"),
                List.of(place.toString(), "--public-key", KEYS.toString(), "--endpoint", "http://localhost:1"),
                List.of("arn:aws:s3:::acme-logs", "--public-key", KEYS.toString()),
                List.of("s3://acme-logs/a", "--prefix", "b", "--public-key", KEYS.toString()),
                List.of(place.toString()));
        List<String> messages = List.of(
                "is not encrypted, so anybody on the way could give another key",
                "text is neither PEM nor JSON",
                "no such file or folder: ",
                "no such file or folder: ",
                "text is not a folder",
                "--tenant must match",
                "--state: ",
                "--receipt: ",
                "are for buckets; write s3://",
                "are for buckets; write s3://",
                "are for buckets; write s3://",
                "are for buckets; write s3://",
                "is no access point's ARN",
                "names a prefix already",
                "Missing required option: '--public-key=FILE|URL'");
        for (int i = 0; i < calls.size(); i++) {
            Commands.Result result =
                    Commands.run(new VerifyCommand(), calls.get(i).toArray(String[]::new));
            assertThat(result.exitCode()).as(calls.get(i) + result.err()).isEqualTo(2);
            assertThat(result.err()).contains(messages.get(i));
        }
    }

    @Test
    void theProgressBarOfNothingIsFullAndOneThatWasNeverShownHasNothingToTakeAway() {
        StringWriter written = new StringWriter();
        ProgressBar bar = new ProgressBar(new PrintWriter(written));
        bar.clear();
        assertThat(written.toString()).isEmpty();

        bar.receipts(0, 0);

        assertThat(written.toString()).endsWith("] 100 %");
    }

    @Test
    void theProgressBarWritesItsLineOncePerPercent() {
        StringWriter written = new StringWriter();
        ProgressBar bar = new ProgressBar(new PrintWriter(written));
        for (int i = 0; i <= 100_000; i++) {
            bar.objects(i, 100_000);
        }
        bar.clear();

        assertThat(written.toString().split("\r"))
                .hasSize(103)
                .contains("objects  [###############               ]  50 %");
        assertThat(written.toString()).endsWith("\r" + " ".repeat(47) + "\r");
    }

    private Path partOfFive() throws IOException {
        return theOne("year=2026/month=03/day=04/hour=05");
    }

    /** The first of an hour. */
    private Path theOne(String hour) throws IOException {
        try (Stream<Path> files = Files.list(place.resolve(hour))) {
            return files.sorted().findFirst().orElseThrow();
        }
    }
}
