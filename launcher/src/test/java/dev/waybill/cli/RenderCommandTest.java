package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.topics.FakeClients;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RenderCommandTest {
    private static final String ACME = """
            tenant: acme
            exports:
              - id: downloads
                source: download
                format: { kind: csv }
                destination:
                  kind: s3
                  bucket: acme-logs
                  prefix: client-logs
                  region: eu-west-1
                  role-arn: arn:aws:iam::111122223333:role/LogsWriter
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private final FakeClients clients = new FakeClients();

    @BeforeEach
    void writeSpecs() throws IOException {
        Files.createDirectory(folder.resolve("tenants"));
        Files.writeString(folder.resolve("tenants/acme.yaml"), ACME);
        Files.writeString(folder.resolve("platform.yaml"), "accounts: { aws: \"884446598447\" }\n");
    }

    @Test
    void writesDocumentsWithTheExternalIdsOfTheCatalog() throws IOException {
        // Given
        AppliedSpecs.apply(clients, folder.resolve("tenants"));

        // When
        int first = render("--bootstrap", "broker:9092");
        int second = render("--bootstrap", "broker:9092");

        // Then
        assertThat(first).as(err.toString()).isZero();
        assertThat(second).isZero();
        assertThat(out.toString())
                .contains("new " + folder.resolve("out/connectors/waybill-sink.json"))
                .contains("6 files in " + folder.resolve("out") + ", 0 of them changed");
        assertThat(folder.resolve("out/iam/acme/LogsWriter-trust.json"))
                .content()
                .contains("id-of-acme");
        assertThat(folder.resolve("tenants")).isDirectoryNotContaining("glob:**external-ids*");
    }

    @Test
    void writesDocumentsWithTheExternalIdsOfACopyOfTheCatalog() throws IOException {
        // Given
        AppliedSpecs.apply(clients, folder.resolve("tenants"));
        Path copy = folder.resolve("copy");
        Commands.waybill(clients, "apply", "--bootstrap", "broker:9092", "--export", copy.toString());
        clients.settings.clear();

        // When
        int code = render("--catalog", copy.toString());

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(folder.resolve("out/iam/acme/LogsWriter-trust.json"))
                .content()
                .contains("id-of-acme");
        assertThat(clients.settings).isEmpty();
    }

    @Test
    void leavesOutWhatNeedsAnExternalIdAndSaysWhereItIs() throws IOException {
        // When
        int code = render();

        // Then
        assertThat(code).isZero();
        assertThat(folder.resolve("out/iam/acme/LogsWriter-trust.json")).doesNotExist();
        assertThat(folder.resolve("out/iam/acme/LogsWriter-permissions.json")).isRegularFile();
        assertThat(err.toString())
                .isEqualTo("left out " + folder.resolve("out/iam/acme/LogsWriter-trust.json")
                        + ": it needs the tenant's external id, which stands in the catalog once apply has made it; say"
                        + " --bootstrap HOST:PORT, or --catalog FILE for a copy that apply --export has written\n");
        assertThat(folder.resolve("tenants")).isDirectoryNotContaining("glob:**external-ids*");
    }

    @Test
    void takesNoTrustPolicyAwayForWantOfAnIdThatItWasNotTold() throws IOException {
        // Given
        AppliedSpecs.apply(clients, folder.resolve("tenants"));
        render("--bootstrap", "broker:9092");
        Path trust = folder.resolve("out/iam/acme/LogsWriter-trust.json");

        // When
        int code = render();

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith(trust + " holds an external id that this call does not know: ");
        assertThat(trust).isRegularFile();
    }

    @Test
    void refusesConfluentsConnectorsWithoutAnExternalId() throws IOException {
        // Given
        Files.writeString(
                folder.resolve("platform.yaml"),
                "accounts: { aws: \"884446598447\" }\n"
                        + "connectors: { confluent-s3-sink: { exports: [acme/downloads] } }\n");

        // Then
        assertThat(render()).isEqualTo(2);
        assertThat(err.toString()).contains("has no external id", "say --bootstrap, or --catalog FILE");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    /** Trust policies and Confluent's connectors hold external ids. */
    @Test
    void nobodyButItsOwnerReadsWhatItWrites() throws IOException {
        // Given
        Files.writeString(
                folder.resolve("platform.yaml"),
                "accounts: { aws: \"884446598447\" }\n"
                        + "connectors: { confluent-s3-sink: { exports: [acme/downloads] } }\n");
        Files.createDirectory(folder.resolve("out"));
        AppliedSpecs.apply(clients, folder.resolve("tenants"));

        // When
        int code = render("--bootstrap", "broker:9092");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(readableByOthers()).isEmpty();
    }

    @Test
    void takesRightsAwayThatAnEarlierFileGaveToOthers() throws IOException {
        // Given
        render();
        Path unchanged = folder.resolve("out/connectors/waybill-sink.json");
        Path another = folder.resolve("out/iam/acme/acme-logs-lifecycle.json");
        Path changed = folder.resolve("out/iam/acme/LogsWriter-permissions.json");
        for (Path file : List.of(unchanged, another, changed)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
        Files.writeString(changed, "other");
        Files.writeString(
                folder.resolve("tenants/globex.yaml"),
                ACME.replace("acme", "globex").replace("1111", "4444"));

        // When
        int code = render();

        // Then
        assertThat(code).isZero();
        assertThat(readableByOthers()).isEmpty();
    }

    private List<String> readableByOthers() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("out")).filter(path -> !path.equals(folder.resolve("out")))) {
            List<String> open = new ArrayList<>();
            for (Path path : all.toList()) {
                String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                if (!rights.endsWith("------")) {
                    open.add(rights + " " + folder.relativize(path));
                }
            }
            return open;
        }
    }

    @Test
    void refusesSchedulesThatTheOperatorDoesNotAllow() throws IOException {
        Files.writeString(folder.resolve("tenants/acme.yaml"), ACME + "    schedule: { every: \"*/5 * * * *\" }\n");
        Files.writeString(folder.resolve("tenants/operator.yaml"), "minimum-interval: PT1H\n");

        int code = render();

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("has windows of PT5M, but the operator allows none below PT1H");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void checkShowsWhatWouldChangeAndWritesNothing() throws IOException {
        render();
        Files.writeString(folder.resolve("tenants/acme.yaml"), ACME.replace("acme-logs", "acme-other"));
        Path policy = folder.resolve("out/iam/acme/LogsWriter-permissions.json");
        String before = Files.readString(policy);

        int code = render("--check");

        assertThat(code).isEqualTo(1);
        assertThat(out.toString())
                .contains("changed " + policy)
                .containsPattern("(?m)^- .*arn:aws:s3:::acme-logs/")
                .containsPattern("(?m)^\\+ .*arn:aws:s3:::acme-other/")
                .contains("removed " + folder.resolve("out/iam/acme/acme-logs-lifecycle.json"));
        assertThat(policy).hasContent(before.stripTrailing());
    }

    @Test
    void checkSaysThatNothingWouldChange() {
        // Given
        render();

        // When
        int code = render("--check");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString()).endsWith("nothing would change\n");
    }

    @Test
    void wrongSpecsAndMissingFilesAreWrongUsage() throws IOException {
        Files.writeString(folder.resolve("tenants/acme.yaml"), ACME.replace("bucket:", "buckett:"));

        assertThat(render()).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean \"bucket\"?");
        assertThat(folder.resolve("out")).doesNotExist();

        Files.writeString(folder.resolve("tenants/acme.yaml"), ACME);
        assertThat(render("--platform", folder.resolve("nowhere.yaml").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no such file or folder: " + folder.resolve("nowhere.yaml"));
        assertThat(render("--tenants", folder.resolve("tenants/acme.yaml").toString()))
                .isEqualTo(2);
        assertThat(render("--nonsense")).isEqualTo(2);
    }

    private int render(String... more) {
        CommandLine command = new CommandLine(new RenderCommand(clients))
                .setOverwrittenOptionsAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        String[] arguments = {
            "--tenants", folder.resolve("tenants").toString(),
            "--platform", folder.resolve("platform.yaml").toString(),
            "--out", folder.resolve("out").toString()
        };
        String[] all =
                Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
        return command.execute(all);
    }
}
