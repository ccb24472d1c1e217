package dev.waybill.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles, static keys, directories and secrets belong to one tenant. */
class OwnershipTest {
    private static final String ADVICE =
            "; roles, static keys, directories and secrets belong to one tenant: name another,"
                    + " or say whose it is under owns in operator.yaml";
    private static final String BUCKET = "destination: { kind: s3, bucket: logs, region: eu-west-1, ";

    @TempDir
    private Path tenants;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                BUCKET + "credentials: store } | " + BUCKET
                        + "credentials: store } | exports[0].destination.credentials |" + " store",
                BUCKET + "role-arn: arn:aws:iam::111122223333:role/Logs } | " + BUCKET
                        + "role-arn: arn:aws:iam::111122223333:role/Logs } | exports[0].destination.role-arn |"
                        + " arn:aws:iam::111122223333:role/Logs",
                "destination: { kind: file, directory: /mnt/logs } | destination: { kind: file, directory: /mnt/logs/ }"
                        + " | exports[0].destination.directory | /mnt/logs",
                "redact: [{ kind: hash, field: user.username, key: '${env:HMAC}' }]"
                        + " | redact: [{ kind: hash, field: user.name, key: '${env:HMAC}' }]"
                        + " | exports[0].redact[0].key | ${env:HMAC}",
                "redact: [{ kind: hash, field: user.username, key: '${file:/run/a}' }]"
                        + " | redact: [{ kind: hash, field: user.username, key: '${file:/run/./x/../a}' }]"
                        + " | exports[0].redact[0].key | ${file:/run/a}",
                "connector: { s3.proxy.password: '${file:/run/secrets:proxy}' }"
                        + " | connector: { s3.proxy.user: 'x${file:/run//secrets:proxy}' }"
                        + " | exports[0].connector | ${file:/run/secrets:proxy}",
            })
    void refusesWhatTwoTenantsNameAtBoth(String acme, String globex, String path, String named) throws IOException {
        // Given
        write("acme.yaml", spec("acme", acme));
        write("globex.yaml", spec("globex", globex));

        // When
        List<String> problems = problems();

        // Then
        assertThat(problems).hasSize(2);
        assertThat(problems.get(0))
                .startsWith("acme.yaml " + path)
                .endsWith(" is named by tenant globex too: \"" + named + "\"" + ADVICE);
        assertThat(problems.get(1))
                .startsWith("globex.yaml " + path)
                .endsWith(" is named by tenant acme too: \"" + named + "\"" + ADVICE);
    }

    @ParameterizedTest
    @CsvSource({
        "/mnt/logs, '',     /mnt/logs/globex, '',     overlaps with /mnt/logs/globex of tenant globex",
        "/mnt/logs, '',     /mnt/logs,        globex, overlaps with /mnt/logs/globex of tenant globex",
        "/mnt/logs, globex, /mnt/logs/globex, '',     is named by tenant globex too",
        "/,         '',     /mnt/logs,        '',     overlaps with /mnt/logs of tenant globex",
        "/mnt/logs, acme/x, /mnt/logs,        acme,   overlaps with /mnt/logs/acme of tenant globex",
    })
    void refusesDirectoriesOfWhichOneLiesInTheOther(
            String acme, String acmePrefix, String globex, String globexPrefix, String problem) throws IOException {
        // Given
        write("acme.yaml", spec("acme", directory(acme, acmePrefix)));
        write("globex.yaml", spec("globex", directory(globex, globexPrefix)));

        // When
        List<String> problems = problems();

        // Then
        assertThat(problems).hasSize(2).allMatch(found -> found.contains("exports[0].destination.directory"));
        assertThat(problems.get(0)).contains(problem);
    }

    @Test
    void takesWhatLiesSideBySideAndWhatOneTenantNamesTwice() throws IOException {
        // Given
        write("acme.yaml", spec("acme", directory("/mnt/logs", "acme"), directory("/mnt/logs", "acme/old")));
        write("globex.yaml", spec("globex", directory("/mnt/logs", "acme-2"), BUCKET + "credentials: globex }"));
        write("initech.yaml", spec("initech", BUCKET + "credentials: initech }", BUCKET + "credentials: initech }"));

        // When, Then
        assertThat(SpecReader.read(tenants).exports()).hasSize(6);
    }

    @Test
    void whatTheOperatorSaysIsOneTenantsIsRefusedForTheOthersOnly() throws IOException {
        // Given
        write("operator.yaml", """
                tenants:
                  acme:
                    owns: [store, /mnt/acme/, "${env:HMAC}", "${file:/run/./key}", "arn:aws:iam::111122223333:role/Logs"]
                """);
        write(
                "acme.yaml",
                spec(
                        "acme",
                        BUCKET + "credentials: store }",
                        directory("/mnt/acme", "logs")
                                + "\n    redact: [{ kind: hash, field: a, key: '${env:HMAC}' }]"));
        write(
                "globex.yaml",
                spec(
                        "globex",
                        BUCKET + "credentials: store }",
                        directory("/mnt/acme/logs/x", ""),
                        directory("/mnt", ""),
                        BUCKET + "role-arn: arn:aws:iam::111122223333:role/Logs }",
                        directory("/mnt/globex", "")
                                + "\n    redact: [{ kind: hash, field: a, key: '${file:/run/key}' }]"));

        // When
        List<String> problems = problems();

        // Then
        assertThat(problems)
                .containsExactly(
                        "globex.yaml exports[0].destination.credentials belongs to tenant acme: \"store\"" + ADVICE,
                        "globex.yaml exports[1].destination.directory belongs to tenant acme: \"/mnt/acme/logs/x\""
                                + ADVICE,
                        "globex.yaml exports[2].destination.directory holds /mnt/acme, which belongs to tenant acme:"
                                + " \"/mnt\"" + ADVICE,
                        "globex.yaml exports[3].destination.role-arn belongs to tenant acme:"
                                + " \"arn:aws:iam::111122223333:role/Logs\"" + ADVICE,
                        "globex.yaml exports[4].redact[0].key belongs to tenant acme: \"${file:/run/key}\"" + ADVICE);
        assertThat(SpecReader.readAll(tenants).right())
                .extracting(ExportSpec::exportId)
                .containsExactly(new ExportId("acme", "e0"), new ExportId("acme", "e1"));
    }

    @Test
    void holdsForASingleFileBesideTheOperatorsRules() throws IOException {
        // Given
        write("operator.yaml", "tenants: { acme: { owns: [store] } }\n");
        write("acme.yaml", spec("acme", BUCKET + "credentials: store }"));
        write("globex.yaml", spec("globex", BUCKET + "credentials: store }"));

        // When, Then
        assertThatThrownBy(() -> SpecReader.read(tenants.resolve("globex.yaml")))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("belongs to tenant acme");
    }

    @Test
    void otherMistakesInAnExportDoNotHideIt() throws IOException {
        // Given
        write("acme.yaml", spec("acme", BUCKET + "credentials: store }"));
        write("globex.yaml", spec("globex", BUCKET + "credentials: store, colour: red }"));

        // When, Then
        assertThat(problems())
                .hasSize(3)
                .anyMatch(problem -> problem.startsWith("globex.yaml exports[0].destination.colour unknown key"));
    }

    @Test
    void whatBelongsToTwoTenantsIsAMistakeOfTheOperator() {
        assertThatThrownBy(() -> OperatorRules.parse("operator.yaml", """
                        tenants:
                          acme: { owns: [store, "Not an alias"] }
                          globex: { owns: [/mnt/x, store] }
                        """))
                .isInstanceOfSatisfying(
                        SpecException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.place().path() + " " + problem.text())
                                .containsExactly(
                                        "tenants.acme.owns[1] is nothing that belongs to a tenant: \"Not an alias\";"
                                                + " write a role's ARN, an alias of static keys, an absolute directory, or"
                                                + " a reference such as \"${env:NAME}\"",
                                        "tenants.globex.owns belongs to tenant acme already: \"store\"; a thing has one"
                                                + " owner"));
    }

    private List<String> problems() throws IOException {
        return SpecReader.readAll(tenants).problems().stream()
                .map(problem -> Path.of(problem.place().file()).getFileName() + " "
                        + problem.place().path() + " " + problem.text())
                .toList();
    }

    private static String directory(String directory, String prefix) {
        return "destination: { kind: file, directory: " + directory + ", prefix: \"" + prefix + "\" }";
    }

    private static String spec(String tenant, String... keys) {
        StringBuilder spec = new StringBuilder("tenant: " + tenant + "\nexports:\n");
        for (int i = 0; i < keys.length; i++) {
            String elsewhere =
                    keys[i].contains("destination:") ? "" : "    " + directory("/nowhere/" + tenant, "") + "\n";
            spec.append("  - id: e").append(i).append("\n    source: download\n    format: { kind: csv }\n");
            spec.append(elsewhere).append("    ").append(keys[i]).append('\n');
        }
        return spec.toString();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(tenants.resolve(name), text);
    }
}
