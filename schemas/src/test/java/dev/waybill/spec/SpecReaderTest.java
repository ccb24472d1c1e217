package dev.waybill.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpecReaderTest {
    private static final String S3 =
            "destination: { kind: s3, bucket: acme-logs, region: eu-west-1, role-arn: \"" + Specs.ROLE + "\" }";
    private static final String MINIMAL = export("");

    @TempDir
    Path directory;

    @Test
    void readsTheSmallestSpecWithEveryDefault() {
        assertThat(SpecReader.parse("acme.yaml", MINIMAL).exports()).containsExactly(Specs.plain());
    }

    @Test
    void readsEveryKey() {
        // Given
        String yaml = """
                tenant: acme
                exports:
                  - id: audit-2
                    source: audit
                    enabled: false
                    select:
                      repositories: { include: ["acme/tools-*"], exclude: ["acme/tools-x"] }
                      namespaces: { include: [acme] }
                      projects: { exclude: [secret-*] }
                      channels: { include: [stable], exclude: [nightly] }
                      event-types: [user]
                      always-included: [artifact_downloaded]
                      event-kinds: [create, "!read"]
                      actors: [ci-*, "!ci-test"]
                      actor-kinds: [user]
                      sample: 12.5%
                      filter: "actor.name != null"
                      status: [2xx, 404]
                      methods: [GET]
                    redact:
                      - { kind: hash, field: actor.identifier, key: "${env:ACME_HMAC}", epoch: 2026-a,
                          fingerprint: "123456789012" }
                      - { kind: truncate-ip, ipv4: 24, ipv6: 48 }
                      - { kind: odd, ratio: 0.1, big: 5000000000, nested: { b: 1, a: [true, x] } }
                    format: { kind: csv, columns: [event_id, detail], compression: gzip }
                    layout: { kind: lakefs, region: eu-west-1 }
                    schedule: { every: "0 */6 * * *", zone: Europe/Berlin, grace: PT1H30M }
                    part-size: 1MiB
                    deduplicate: false
                    receipts: off
                    delivery: shared
                    destination:
                      kind: s3
                      bucket: Container_1
                      prefix: logs/audit/
                      region: nz-por-1
                      credentials: catalyst
                      sse: s3
                      acl: bucket-owner-full-control
                      storage-class: STANDARD_IA
                      tags: { team: security }
                      endpoint: https://object-storage.example.test
                      path-style: true
                      chunked-encoding: false
                      checksum-trailers: false
                    connector: { tasks.max: 3 }
                """;

        // When
        TenantSpecs specs = SpecReader.parse("acme.yaml", yaml);

        // Then
        assertThat(specs.exports()).containsExactly(Specs.full());
    }

    @Test
    void tellsWhereTheValuesOfAnExportStand() {
        // Given
        TenantSpecs specs = SpecReader.parse(
                "acme.yaml", export("redact:\n      - kind: mask\n        field: referer\n        txet: x\n"));
        ExportId id = new ExportId("acme", "downloads");

        // When, Then
        assertThat(specs.place(id, "redact[0].text"))
                .isEqualTo(new Place("acme.yaml", "exports[0].redact[0].text", 8, 9));
        assertThat(specs.place(id, "schedule.every").path()).isEqualTo("exports[0].schedule.every");
    }

    @Test
    void takesWordsThatOldYamlTookForBooleansAsTheyAre() {
        // When
        TenantSpecs specs = SpecReader.parse("acme.yaml", export("select: { namespaces: { include: [no, y, off] } }"));

        // Then
        assertThat(specs.exports().get(0).select().namespaces().include()).containsExactly("no", "y", "off");
    }

    static Stream<Arguments> badDocuments() {
        return Stream.of(
                bad("", "acme.yaml", "", "is empty"),
                bad("# nothing\n", "acme.yaml", "", "is empty"),
                bad("hello", "acme.yaml:1:1", "", "must be a mapping, but is text"),
                bad("tenant: acme\n", "acme.yaml:1:1", "exports", "is required but missing"),
                bad("tenant: acme\nexports: 3\n", "acme.yaml:2:1", "exports", "must be a list, but is a number"),
                bad(
                        "tenant: acme\n\texports: []\n",
                        "acme.yaml:2:1",
                        "",
                        "a tab stands in the indentation; indent with spaces"),
                bad(
                        "tenant: acme\nexports: []\ntenant: acme\n",
                        "acme.yaml:3:1",
                        "tenant",
                        "is there twice; remove one of the two"),
                bad(
                        "tenant: acme\nexports: []\n---\ntenant: b\n",
                        "acme.yaml:4:1",
                        "",
                        "holds a second document; one document a file; remove the ---"),
                bad(
                        "tenant: acme\nexports: []\nexport: []\n",
                        "acme.yaml:3:1",
                        "export",
                        "unknown key; did you mean \"exports\"?"),
                bad(
                        "tenant: acme\nexports: []\nexternal-id: abc\n",
                        "acme.yaml:3:1",
                        "external-id",
                        "is not taken here; external ids are made by apply and kept in the catalog; remove the key"),
                bad(
                        "tenant: 7\nexports: []\n",
                        "acme.yaml:1:1",
                        "tenant",
                        "must be text, but is a number; put it in quotes"),
                bad(
                        "tenant: Acme\nexports: []\n",
                        "acme.yaml:1:1",
                        "tenant",
                        "is not an id: \"Acme\"; 1 to 63 of a-z, 0-9 and hyphen, not starting with a hyphen"),
                bad(
                        "tenant: ../acme\nexports: []\n",
                        "acme.yaml:1:1",
                        "tenant",
                        "is not an id: \"../acme\"; 1 to 63 of a-z, 0-9 and hyphen, not starting with a hyphen"),
                bad(
                        "tenant: globex\nexports: []\n",
                        "acme.yaml:1:1",
                        "tenant",
                        "differs from the file's name: \"globex\"; rename the file to globex.yaml or correct the id"),
                bad(
                        MINIMAL.replace("source: download", "source: downloads"),
                        "acme.yaml:4:5",
                        "exports[0].source",
                        "unknown value: \"downloads\"; did you mean \"download\"?"),
                bad(
                        MINIMAL.replace("source: download", "sorce: download"),
                        "acme.yaml:4:5",
                        "exports[0].sorce",
                        "unknown key; did you mean \"source\"?"),
                bad(
                        MINIMAL.replace("source: download", "source:"),
                        "acme.yaml:4:5",
                        "exports[0].source",
                        "is required but missing"),
                bad(
                        export("enabled: \"yes\""),
                        "acme.yaml:7:5",
                        "exports[0].enabled",
                        "must be true or false, but is text"),
                bad(
                        export("enabled: yes"),
                        "acme.yaml:7:5",
                        "exports[0].enabled",
                        "must be true or false, but is text"),
                bad(
                        export("deduplicate: never"),
                        "acme.yaml:7:5",
                        "exports[0].deduplicate",
                        "must be true or false, but is text"),
                bad(
                        export("receipts: hourly"),
                        "acme.yaml:7:5",
                        "exports[0].receipts",
                        "unknown value: \"hourly\"; allowed: window, daily, off"),
                bad(
                        export("part-size: 8MB"),
                        "acme.yaml:7:5",
                        "exports[0].part-size",
                        "must be a size in B, KiB, MiB or GiB: \"8MB\"; write 8MiB"),
                bad(
                        export("part-size: 17MiB"),
                        "acme.yaml:7:5",
                        "exports[0].part-size",
                        "must be from 1KiB to 16MiB; 8MiB is the default"),
                bad(
                        export("part-size: 5000000000"),
                        "acme.yaml:7:5",
                        "exports[0].part-size",
                        "must be from 1KiB to 16MiB; 8MiB is the default"),
                bad(
                        export("schedule: { every: hourley }"),
                        "acme.yaml:7:17",
                        "exports[0].schedule.every",
                        "must be hourly, daily or a cron expression of five or six fields: \"hourley\"; did you mean \"hourly\"?"),
                bad(
                        export("schedule: { zone: Europe/Berlim }"),
                        "acme.yaml:7:17",
                        "exports[0].schedule.zone",
                        "unknown time zone: \"Europe/Berlim\"; did you mean \"Europe/Berlin\"?"),
                bad(
                        export("schedule: { grace: 10m }"),
                        "acme.yaml:7:17",
                        "exports[0].schedule.grace",
                        "must be an ISO-8601 duration: \"10m\"; write PT10M"),
                bad(
                        export("schedule: { grace: PT-1S }"),
                        "acme.yaml:7:17",
                        "exports[0].schedule.grace",
                        "must not be negative: \"PT-1S\"; write PT10M"),
                bad(
                        export("select: { status: [6xx] }"),
                        "acme.yaml:7:15",
                        "exports[0].select.status[0]",
                        "must be a status or a class of them: \"6xx\"; write 404 or 4xx"),
                bad(
                        export("select: { methods: [get] }"),
                        "acme.yaml:7:15",
                        "exports[0].select.methods[0]",
                        "must be an HTTP method: \"get\"; write it in upper case, such as GET"),
                bad(
                        export("select: { repositories: [a] }"),
                        "acme.yaml:7:15",
                        "exports[0].select.repositories",
                        "must be a mapping, but is a list"),
                bad(
                        export("delivery: own"),
                        "acme.yaml:7:5",
                        "exports[0].delivery",
                        "unknown value: \"own\"; allowed: dedicated, shared"),
                bad(
                        export("redact: [ { field: x } ]"),
                        "acme.yaml:7:15",
                        "exports[0].redact[0].kind",
                        "is required but missing"),
                bad(
                        export("redact: [ mask ]"),
                        "acme.yaml:7:15",
                        "exports[0].redact[0]",
                        "must be a mapping, but is text"),
                bad(
                        export("redact: [ { kind: Drop_Field } ]"),
                        "acme.yaml:7:17",
                        "exports[0].redact[0].kind",
                        "is not the name of a kind: \"Drop_Field\"; lower-case words joined by hyphens"),
                bad(
                        MINIMAL.replace("format: { kind: csv }", "format: csv"),
                        "acme.yaml:5:5",
                        "exports[0].format",
                        "must be a mapping, but is text"),
                bad(
                        destination("bucket: acme-logs", "bucket: s3://acme-logs"),
                        "acme.yaml:6:30",
                        "exports[0].destination.bucket",
                        "must be a bucket's name: \"s3://acme-logs\"; leave out s3:// and use prefix for the rest"),
                bad(
                        destination("bucket: acme-logs", "bucket: Acme"),
                        "acme.yaml:6:30",
                        "exports[0].destination.bucket",
                        "must be a bucket's name: \"Acme\"; 3 to 63 of a-z, 0-9, dot and hyphen"),
                bad(
                        destination("bucket: acme-logs", "bucket: acme-logs, prefix: /logs"),
                        "acme.yaml:6:49",
                        "exports[0].destination.prefix",
                        "must not start or end with a slash: \"/logs\"; write path segments such as logs/downloads"),
                bad(
                        destination("bucket: acme-logs", "bucket: acme-logs, prefix: a/../b"),
                        "acme.yaml:6:49",
                        "exports[0].destination.prefix",
                        "must not hold the path segments . and ..: \"a/../b\"; write path segments such as logs/downloads"),
                bad(
                        destination("arn:aws:iam", "arn:aws-eu:iam"),
                        "acme.yaml:6:68",
                        "exports[0].destination.role-arn",
                        "must be a role's ARN: \"arn:aws-eu:iam::111122223333:role/WaybillLogs\"; write arn:aws:iam::111122223333:role/Name"),
                bad(
                        destination(", role-arn: \"" + Specs.ROLE + "\"", ""),
                        "acme.yaml:6:5",
                        "exports[0].destination",
                        "needs exactly one of role-arn and credentials; role-arn where roles exist, credentials (an alias of static keys) for other stores"),
                bad(
                        destination("bucket: acme-logs", "bucket: acme-logs, kms-key-arn: abc"),
                        "acme.yaml:6:49",
                        "exports[0].destination.kms-key-arn",
                        "must be a KMS key's ARN: \"abc\"; write arn:aws:kms:eu-west-1:111122223333:key/<id of the key>"),
                bad(
                        destination(
                                "bucket: acme-logs", "bucket: \"arn:aws:s3:us-east-1:111122223333:accesspoint/logs\""),
                        "acme.yaml:6:92",
                        "exports[0].destination.region",
                        "differs from the region in the access point's ARN: \"eu-west-1\"; write us-east-1"),
                bad(
                        destination("kind: s3", "kind: gcs"),
                        "acme.yaml:6:20",
                        "exports[0].destination.kind",
                        "unknown kind of destination: \"gcs\"; allowed: file, s3"),
                bad(
                        MINIMAL.replace(S3, "destination: { kind: file, directory: logs }"),
                        "acme.yaml:6:32",
                        "exports[0].destination.directory",
                        "must be an absolute path without . and ..: \"logs\"; write /var/lib/logs"),
                bad(
                        MINIMAL + MINIMAL.substring(MINIMAL.indexOf("  - id")),
                        "acme.yaml:8:5",
                        "exports[1].id",
                        "is the id of another export too: \"downloads\"; ids are unique within a tenant"),
                bad(
                        export("redact: [ &r { kind: a }, *r ]"),
                        "acme.yaml:7:31",
                        "exports[0].redact[1]",
                        "aliases (*name) are not supported; write the value out"));
    }

    @ParameterizedTest
    @MethodSource("badDocuments")
    void saysWhereWhatAndWhatToDo(String yaml, String position, String path, String text) {
        assertThat(problemsOf(yaml)).anySatisfy(problem -> {
            assertThat(problem.place().position()).isEqualTo(position);
            assertThat(problem.place().path()).isEqualTo(path);
            assertThat(problem.text()).isEqualTo(text);
        });
    }

    static Stream<String> documentsWithSecrets() {
        return Stream.of(
                export("redact: [ { kind: hash, field: user, key: hunter2hunter2 } ]"),
                export("redact: [ { kind: hash, field: user, key: [hunter2hunter2] } ]"),
                export("connector: { aws.secret.access.key: hunter2hunter2 }"),
                destination("bucket: acme-logs", "bucket: acme-logs, secret-access-key: hunter2hunter2"),
                destination(
                        "bucket: acme-logs",
                        "bucket: acme-logs, endpoint: \"https://me:hunter2hunter2@s3.example.test\""),
                destination("bucket: acme-logs", "bucket: acme-logs, credentials: HUNTER2/hunter2hunter2"),
                export("redact: [ { kind: hash, key: hunter2hunter2"),
                export("redact: [ { kind: hash, key: \"hunter2hunter2 \\q\" } ]"),
                export("keey: hunter2hunter2"));
    }

    @ParameterizedTest
    @MethodSource("documentsWithSecrets")
    void neverPrintsASecret(String yaml) {
        assertThatThrownBy(() -> SpecReader.parse("acme.yaml", yaml))
                .isInstanceOf(SpecException.class)
                .satisfies(e -> assertThat(e.toString()).doesNotContainIgnoringCase("hunter2hunter2"));
    }

    @Test
    void takesReferencesToSecrets() {
        for (String reference : List.of("${env:ACME_HMAC}", "${file:/run/secrets/acme}")) {
            String yaml = export("redact: [ { kind: hash, field: user, key: \"" + reference + "\" } ]");

            assertThat(SpecReader.parse("acme.yaml", yaml).exports())
                    .singleElement()
                    .satisfies(export ->
                            assertThat(export.redact().get(0).options()).containsEntry("key", reference));
        }
    }

    @Test
    void aSecretsFileIsNamedByItsAbsolutePath() {
        for (String reference : List.of("${file:acme}", "${file:./keys/acme}", "${file:~/acme}", "${file:}")) {
            String yaml = export("redact: [ { kind: hash, field: user, key: \"" + reference + "\" } ]");

            assertThatThrownBy(() -> SpecReader.parse("acme.yaml", yaml))
                    .isInstanceOf(SpecException.class)
                    .hasMessageContaining(
                            "must name its file by an absolute path;" + " write the whole path: \"${file:/path}\"");
        }
    }

    @Test
    void takesAccessPointsAndRolesOfEveryPartition() {
        for (String partition : List.of("aws", "aws-cn", "aws-us-gov")) {
            String yaml = destination("arn:aws:iam", "arn:" + partition + ":iam")
                    .replace("acme-logs", "\"arn:" + partition + ":s3:eu-west-1:111122223333:accesspoint/logs\"");

            assertThat(SpecReader.parse("acme.yaml", yaml).exports()).hasSize(1);
        }
    }

    @Test
    void reportsAllProblemsOfAllFilesAlignedAndInOrder() throws IOException {
        // Given
        write("acme.yaml", "tenant: acme\nexports: []\nexport: []\nregion: x\n");
        write("globex.yaml", "tenant: initech\nexports: []\n");
        write("umbrella.yml", "tenant: umbrella\n");
        write(ExternalIds.FILE, "acme: wb-1\n");
        write("README.md", "not a spec");

        // When
        SpecException e = catchThrowableOfType(SpecException.class, () -> SpecReader.read(directory));

        // Then
        assertThat(String.valueOf(e.getMessage()).replace(directory + "/", "")).isEqualTo("""
                        4 problems:
                          acme.yaml:3:1    export  unknown key; did you mean "exports"?
                          acme.yaml:4:1    region  unknown key; allowed: tenant, exports
                          globex.yaml:1:1  tenant  differs from the file's name: "initech"; rename the file to initech.yaml or correct the id
                          umbrella.yml             is not read; rename it to end with .yaml""");
    }

    @Test
    void refusesADirectoryWithoutSpecs() {
        assertThatThrownBy(() -> SpecReader.read(directory))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("holds no spec; write one file per tenant, such as acme.yaml");
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        // Given
        Files.write(directory.resolve("acme.yaml"), "tenant: acm\u00e9".getBytes(StandardCharsets.ISO_8859_1));

        // Then
        assertThatThrownBy(() -> SpecReader.read(directory.resolve("acme.yaml")))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("is not UTF-8; save the file as UTF-8");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private static List<Problem> problemsOf(String yaml) {
        return catchThrowableOfType(SpecException.class, () -> SpecReader.parse("acme.yaml", yaml))
                .problems();
    }

    private static String destination(String text, String replacement) {
        return MINIMAL.replace(text, replacement);
    }

    private static String export(String more) {
        return """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    format: { kind: csv }
                    %s
                %s
                """.formatted(S3, more.isEmpty() ? "" : "    " + more);
    }

    private static Arguments bad(String yaml, String position, String path, String text) {
        return Arguments.of(yaml, position, path, text);
    }
}
