package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.topics.FakeClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a cluster in memory. What it finds at AWS is shown in module local. */
class DoctorCommandTest {
    private static final String EXPORT =
            "  - id: %s\n    source: download\n    format: { kind: csv }\n    destination: { %s }\n";
    private static final String ELSEWHERE =
            "kind: s3, bucket: acme-logs, prefix: %s, region: eu-west-1, credentials: swift,"
                    + " endpoint: \"http://127.0.0.1:1\", path-style: true";

    private final FakeClients clients = new FakeClients();

    @TempDir
    Path folder;

    @BeforeEach
    void apply() throws IOException {
        write(
                "acme",
                EXPORT.formatted("directory", "kind: file, directory: /srv/logs")
                        + EXPORT.formatted("bucket", ELSEWHERE.formatted("bucket")));
        AppliedSpecs.apply(clients, folder);
    }

    private void write(String tenant, String exports) throws IOException {
        Files.writeString(folder.resolve(tenant + ".yaml"), "tenant: " + tenant + "\nexports:\n" + exports);
    }

    private Commands.Result doctor(String... args) {
        List<String> all = new ArrayList<>(List.of("doctor"));
        all.addAll(List.of(args));
        all.addAll(List.of("--bootstrap", "broker:9092"));
        return Commands.waybill(clients, all.toArray(String[]::new));
    }

    private static List<String> checks(JsonNode export, String outcome) {
        return StreamSupport.stream(export.path("checks").spliterator(), false)
                .filter(check -> check.path("outcome").asText().equals(outcome))
                .map(check -> check.path("check").asText())
                .toList();
    }

    @Test
    void whatIsNotKnownIsNotAFault() {
        // When
        Commands.Result result = doctor("acme", "directory");

        // Then
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out().lines().findFirst()).contains("acme/directory to /srv/logs/: 3 not checked, 1 passed");
        assertThat(result.out())
                .contains("  NOT CHECKED  directory-writable: /srv/logs/ is a directory of the Connect workers\n")
                .contains("  PASSED  export-topic: the topic export.acme.directory is there and takes parts\n");
    }

    @Test
    void aMissingTopicIsAFault() {
        // Given
        clients.cluster.topics.remove("export.acme.directory");

        // When
        Commands.Result result = doctor("acme", "directory");

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("  FAILED  export-topic: the topic export.acme.directory does not exist");
    }

    @Test
    void withoutTheKeysOfAStoreNothingOfItHasPassed() throws IOException {
        // When
        Commands.Result result = doctor("acme", "bucket", "--json");

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        JsonNode export =
                new ObjectMapper().readTree(result.out()).path("exports").path(0);
        assertThat(export.path("test-object").asText()).isEqualTo("s3://acme-logs/bucket/_waybill/doctor.json");
        assertThat(checks(export, "passed")).containsExactly("export-topic");
        assertThat(checks(export, "failed")).containsExactly("endpoint-style");
        assertThat(result.out()).contains("credentials.swift.file");
    }

    @Test
    void staticKeysAreReadFromTheFileAndNeverShown() throws IOException {
        // Given
        Path keys = Files.writeString(folder.resolve("keys"), "access.key=AKIAHIDDEN\nsecret.key=very-secret\n");

        // When
        Commands.Result result = doctor("acme", "bucket", "--static-keys", "swift=" + keys);

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains(
                        "  FAILED  put-below-prefix: the test object s3://acme-logs/bucket/_waybill/doctor.json could not"
                                + " be put: no answer from S3");
        assertThat(result.out() + result.err()).doesNotContain("AKIAHIDDEN", "very-secret");
    }

    @Test
    void metricsAreForPrometheus() {
        assertThat(doctor("acme", "directory", "--metrics").out())
                .contains("waybill_doctor_findings{tenant=\"acme\",export=\"directory\",outcome=\"passed\"} 1\n");
    }

    @Test
    void wrongUsageIsSaid() throws IOException {
        assertThat(doctor("acme", "--json", "--metrics").exitCode()).isEqualTo(2);
        assertThat(doctor("acmee").err()).contains("no tenant \"acmee\" in the catalog");
        assertThat(doctor("acme", "buckett").err()).contains("has no export \"buckett\"");

        Path half = Files.writeString(folder.resolve("half"), "access.key=AKIAHIDDEN\n");
        Commands.Result result = doctor("acme", "--platform-key", half.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("--platform-key: " + half + " lacks access.key or secret.key")
                .doesNotContain("AKIAHIDDEN");
    }

    @Test
    void aPlanLooksAtWhatItAddsOrChangesOnly() throws IOException {
        // Given
        write(
                "acme",
                EXPORT.formatted("directory", "kind: file, directory: /srv/logs")
                        + EXPORT.formatted("bucket", ELSEWHERE.formatted("bucket"))
                        + EXPORT.formatted("added", "kind: file, directory: /srv/added"));

        // When
        Commands.Result plain = plan();
        Commands.Result looked = plan("--doctor");
        Commands.Result json = plan("--doctor", "--json");

        // Then
        assertThat(plain.out()).doesNotContain("directory-writable");
        assertThat(looked.exitCode()).isZero();
        assertThat(looked.out())
                .contains("acme/added to /srv/added/: 4 not checked\n")
                .contains("  NOT CHECKED  export-topic: the topic export.acme.added is not there yet\n")
                .doesNotContain("acme/directory to", "acme/bucket to");
        assertThat(new ObjectMapper()
                        .readTree(json.out())
                        .path("doctor")
                        .path(0)
                        .path("export")
                        .asText())
                .isEqualTo("added");
    }

    @Test
    void aPlanWhoseDestinationFailsFails() throws IOException {
        // Given
        write(
                "acme",
                EXPORT.formatted("directory", "kind: file, directory: /srv/logs")
                        + EXPORT.formatted("bucket", ELSEWHERE.formatted("moved")));

        // When
        Commands.Result result = plan("--doctor");

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("acme/bucket to s3://acme-logs/moved/: 1 failed");
    }

    private Commands.Result plan(String... args) {
        return Commands.waybill(
                clients,
                Stream.concat(
                                Stream.of("plan", "--tenants", folder.toString(), "--bootstrap", "broker:9092"),
                                Stream.of(args))
                        .toArray(String[]::new));
    }
}
