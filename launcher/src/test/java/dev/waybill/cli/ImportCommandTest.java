package dev.waybill.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.topics.FakeClients;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportCommandTest {
    private static final String SPEC = """
            tenant: %s
            exports:
              - id: log
                source: %s
                format: { kind: csv }
                schedule: { every: hourly }
                destination: { kind: file, directory: /tmp/buckets }
            """;

    private static final String LINE =
            "203.0.113.%d - - [17/May/2015:10:05:03 +0000] \"GET /a HTTP/1.1\" 200 5 \"-\" \"curl/8\"\n";

    private final FakeClients clients = new FakeClients();
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void namesEveryFileThatIsNotThereBeforeItNeedsABroker() {
        assertThat(run(
                        "--tenant",
                        "acme",
                        "--format",
                        "combined",
                        "/nowhere/a.log",
                        folder.toString(),
                        "/nowhere/b.log"))
                .isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "import of /nowhere/a.log failed: there is no such file",
                        "import of " + folder + " failed: it is a folder; name the files in it",
                        "import of /nowhere/b.log failed: there is no such file");
    }

    @Test
    void aFileThatIsNotThereDoesNotKeepTheOthersFromTheImport() throws IOException {
        // Given
        prepare();
        String tenants = folder.resolve("tenants").toString();

        // When
        int exit = run(
                "--tenant",
                "acme",
                "--tenants",
                tenants,
                "--format",
                "combined",
                "--data",
                folder.toString(),
                "/nowhere/a.log",
                log(""),
                "/nowhere/b.log");

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "import of /nowhere/a.log failed: there is no such file",
                        "import of /nowhere/b.log failed: there is no such file",
                        folder.resolve("access.log") + ": empty");
    }

    @Test
    void refusesATenantIdThatIsNone() throws IOException {
        assertThat(run("--tenant", "../ACME", "--format", "combined", log("x"))).isEqualTo(2);
        assertThat(out.toString()).startsWith("--tenant must match [a-z0-9][a-z0-9-]{0,62}");
    }

    @Test
    void refusesAnUnknownFormat() throws IOException {
        assertThat(run("--tenant", "acme", "--format", "iis", log("x"))).isEqualTo(2);
        assertThat(out.toString())
                .startsWith("--format knows no \"iis\"; allowed: apache, caddy, cloudfront, combined, common,");
    }

    @Test
    void saysHowToGetABrokerWhenThereIsNone() throws IOException {
        assertThat(run("--tenant", "acme", "--format", "combined", "--data", folder.toString(), log("x")))
                .isEqualTo(2);
        assertThat(out.toString()).startsWith("no broker: start ./waybill local --stay, or say --bootstrap HOST:PORT");
    }

    @Test
    void refusesABootstrapWithoutAPort() throws IOException {
        assertThat(run("--tenant", "acme", "--format", "combined", "--bootstrap", "localhost", log("x")))
                .isEqualTo(2);
        assertThat(out.toString()).startsWith("--bootstrap must be HOST:PORT");
    }

    @Test
    void doesNotAskTheBrokerWhenNoLineIsAnEvent() throws IOException {
        // Given
        prepare();

        // When
        int exit = run(
                "--tenant",
                "acme",
                "--tenants",
                folder.resolve("tenants").toString(),
                "--format",
                "combined",
                "--data",
                folder.toString(),
                log("hello a\u001b[2Jb hello\n"));

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(out.toString())
                .contains("access.log: line 1: no time in brackets")
                .contains("1 lines are not events and are kept in " + folder)
                .contains("nothing to publish: no line is an event; is --format right?")
                .doesNotContain("[2J");
    }

    @Test
    void oneLineForEachLogThatCannotBeReadAndTheNextOneGoesOn() throws IOException {
        // Given
        prepare();
        Path zip = Files.write(folder.resolve("a.zip"), new byte[] {'P', 'K', 3, 4, 20, 0});
        Path cut = Files.write(folder.resolve("b.gz"), new byte[] {0x1f, (byte) 0x8b, 8});
        Path empty = Files.writeString(folder.resolve("c.log"), "");

        // When
        int exit = run(
                "--tenant",
                "acme",
                "--tenants",
                folder.resolve("tenants").toString(),
                "--format",
                "combined",
                "--data",
                folder.toString(),
                zip.toString(),
                cut.toString(),
                empty.toString());

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "import of " + zip + " failed: it is a zip archive; unpack it first",
                        "import of " + cut + " failed: it is cut off, so nothing of it was published; copy it again",
                        empty + ": empty");
    }

    @Test
    void anEmptyLogIsNoFailure() throws IOException {
        // Given
        prepare();

        // When
        int exit = run(
                "--tenant",
                "acme",
                "--tenants",
                folder.resolve("tenants").toString(),
                "--format",
                "combined",
                "--data",
                folder.toString(),
                log(""));

        // Then
        assertThat(exit).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acmee   | tenant \"acmee\" has no export in TENANTS; did you mean \"acme\"?",
                "initech | tenant \"initech\" has no export in TENANTS; no tenant there has a name like it",
                "globex  | tenant \"globex\" has no enabled export with source: download in TENANTS"
            })
    void refusesATenantThatNobodyDeliversTo(String tenant, String problem) throws IOException {
        // Given
        prepare();
        String tenants = folder.resolve("tenants").toString();

        // When
        int exit = run(
                "--tenant", tenant, "--tenants", tenants, "--format", "combined", "--data", folder.toString(), log(""));

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(out.toString().lines())
                .containsExactly(problem.replace("TENANTS", tenants), "to import all the same, add --unknown-tenant");
    }

    @Test
    void refusesToGuessWhereThereAreNoTenants() throws IOException {
        // Given
        prepare();

        // When
        int exit = run(
                "--tenant",
                "acme",
                "--tenants",
                "/nowhere",
                "--format",
                "combined",
                "--data",
                folder.toString(),
                log(""));

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(out.toString())
                .startsWith("there is no folder /nowhere to look tenant \"acme\" up in; name it with --tenants\n"
                        + "to import all the same, add --unknown-tenant");
    }

    @Test
    void takesAnyTenantWhenToldTo() throws IOException {
        // Given
        prepare();

        // When
        int exit = run(
                "--tenant",
                "acmee",
                "--tenants",
                "/nowhere",
                "--unknown-tenant",
                "--format",
                "combined",
                "--data",
                folder.toString(),
                log(""));

        // Then
        assertThat(exit).as(out.toString()).isZero();
    }

    @Test
    void publishesWhatIsAnEventAndSaysWhatBecameOfTheRest() throws IOException {
        // Given
        prepare();
        makeTopics("--input-timestamps", "LOG_APPEND_TIME");
        String log = log(LINE.formatted(1) + "no line of an access log\n" + LINE.formatted(2));

        // When
        int exit = importing(log);

        // Then
        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString().lines())
                .anySatisfy(line -> assertThat(line)
                        .matches(".*access.log: 1 lines are not events and are kept in .*access.log..*.rejected"))
                .contains(log + ": 3 of 3 lines", log + ": 3 lines: 2 events published, 0 had been before, 1 set aside")
                .endsWith(
                        "note: the topic has message.timestamp.type=LogAppendTime, so the broker stamped these records"
                                + " itself; events of windows that are closed are delivered as late parts");
        assertThat(clients.log.records("download-events"))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.key()).asString().isEqualTo("acme"));
    }

    @Test
    void addsNothingTheSecondTime() throws IOException {
        // Given
        prepare();
        makeTopics();
        String log = log(LINE.formatted(1) + LINE.formatted(2));
        importing(log);

        // When
        int exit = importing(log);

        // Then
        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString()).contains(log + ": 2 lines: 0 events published, 2 had been before, 0 set aside");
        assertThat(clients.log.records("download-events")).hasSize(2);
    }

    @Test
    void doesNotPublishWhatTheTopicWouldNotKeep() throws IOException {
        // Given
        prepare();
        makeTopics("--input-timestamps", "CREATE_TIME", "--input-retention", "P7D");
        String log = log(LINE.formatted(1));

        // When
        int refused = importing(log);
        int late = importing("--late", log);

        // Then
        assertThat(refused).isEqualTo(1);
        assertThat(late).isZero();
        assertThat(out.toString())
                .contains("import of " + log + " failed: topic download-events keeps records for 168 hours")
                .contains(log + ": 1 lines: 1 events published, 0 had been before, 0 set aside")
                .doesNotContain("note: ");
        assertThat(clients.log.records("download-events")).hasSize(1);
    }

    @Test
    void recordsThatWereToBeStampedNowNeedNoNoteWhereTheBrokerStampsThem() throws IOException {
        // Given
        prepare();
        makeTopics();

        // When
        int exit = importing("--late", log(LINE.formatted(1)));

        // Then
        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString()).contains("1 events published").doesNotContain("note: ");
    }

    @Test
    void namesTheFormatThatLinesWouldFit() throws IOException {
        // Given
        prepare();
        String log = log("203.0.113.7 - - [17/May/2015:10:05:03 +0000] \"GET /a HTTP/1.1\" 200 5\n".repeat(3));

        // When
        int exit = importing(log);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(out.toString()).contains(log + ": 3 of them would fit --format common");
    }

    @Test
    void stopsAtTheFirstLogWhereTheTopicIsMissing() throws IOException {
        // Given
        prepare();
        String log = log(LINE.formatted(1));

        // When
        int exit = importing(log, log);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly("import of " + log + " failed: topic download-events does not exist at 127.0.0.1:1;"
                        + " create it with ./waybill topics");
    }

    @Test
    void readsStandardInput() throws IOException {
        // Given
        prepare();
        makeTopics();
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((LINE.formatted(1) + "?\n").getBytes(US_ASCII)));

        // When
        int exit;
        try {
            exit = importing("--rejected", folder.toString(), "-");
        } finally {
            System.setIn(before);
        }

        // Then
        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains("-: 2 lines: 1 events published, 0 had been before, 1 set aside")
                .contains("are kept in " + folder);
    }

    @Test
    void saysThatTheLastLineIsNotCompleteYet() throws IOException {
        // Given
        prepare();
        makeTopics();
        String log = log(LINE.formatted(1) + "203.0.113.7 - -");

        // When
        int exit = importing(log);

        // Then
        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains(log + ": the last line has no line end: it is cut off, or still being written;")
                .contains(log + ": 1 lines: 1 events published, 0 had been before, 0 set aside");
    }

    @Test
    void aLogOfNothingButHalfALineIsAFailure() throws IOException {
        // Given
        prepare();
        String log = log("203.0.113.7 - -");

        // When
        int exit = importing(log);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(out.toString()).contains(log + ": nothing to publish: no line is an event; is --format right?");
    }

    private void makeTopics(String... options) {
        List<String> arguments = new ArrayList<>(List.of("topics", "--data", folder.toString(), "--tenants"));
        arguments.add(folder.resolve("tenants/acme.yaml").toString());
        arguments.addAll(List.of(options));
        assertThat(Commands.waybill(clients, arguments.toArray(String[]::new)).exitCode())
                .isZero();
    }

    private int importing(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--tenant", "acme", "--format", "combined"));
        all.addAll(List.of(
                "--data",
                folder.toString(),
                "--tenants",
                folder.resolve("tenants").toString()));
        all.addAll(List.of(arguments));
        return run(all.toArray(String[]::new));
    }

    /** What a local run says of itself, and two tenants of which one receives downloads. */
    private void prepare() throws IOException {
        Files.writeString(folder.resolve("local.json"), "{\"bootstrap\":\"127.0.0.1:1\"}");
        Path tenants = Files.createDirectory(folder.resolve("tenants"));
        Files.writeString(tenants.resolve("acme.yaml"), SPEC.formatted("acme", "download"));
        Files.writeString(tenants.resolve("globex.yaml"), SPEC.formatted("globex", "audit"));
    }

    private String log(String content) throws IOException {
        return Files.writeString(folder.resolve("access.log"), content).toString();
    }

    private int run(String... arguments) {
        PrintWriter writer = new PrintWriter(out, true);
        List<String> all = new ArrayList<>(List.of("import"));
        all.addAll(List.of(arguments));
        return Main.withCommands(clients).setOut(writer).setErr(writer).execute(all.toArray(String[]::new));
    }
}
