package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.redact.SecretLookup;
import dev.waybill.secrets.SecretReferences;
import dev.waybill.spec.SpecReading;
import dev.waybill.spec.SpecScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecCheckTest {
    private static final SecretLookup SECRETS = new SecretReferences(Map.of("KEY", "0123456789abcdef0123456789abcdef"));

    @TempDir
    Path tenants;

    @Test
    void aKeyThatIsNotTheOneThatASpecMeansConcernsThatExportAlone() throws IOException {
        write(
                "acme",
                "key: \"${env:KEY}\", fingerprint: 25b34de3e595",
                "key: \"${env:KEY}\", fingerprint: dee1e554bf8c",
                "key: \"${env:KEY}\"");

        SpecReading reading = SpecCheck.readAll(tenants, SECRETS);

        assertThat(reading.wrong().keySet()).extracting(SpecScope::toString).containsExactly("acme/export-0");
        assertThat(reading.problems())
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.message())
                                .isEqualTo(
                                        "the key ${env:KEY} has the fingerprint dee1e554bf8c, but the spec states 25b34de3e595"));
    }

    @Test
    void theCatalogGetsWhatIsRightWithItsFingerprints() throws IOException {
        write("acme", "key: \"${env:ELSEWHERE}\"");
        write("beta", "key: \"${env:KEY}\"");

        SpecReading reading = SpecCheck.readForCatalog(tenants, SECRETS);

        assertThat(reading.wrong().keySet()).extracting(SpecScope::toString).containsExactly("acme/export-0");
        assertThat(reading.right())
                .singleElement()
                .satisfies(export ->
                        assertThat(export.redact().get(0).options()).containsEntry("fingerprint", "dee1e554bf8c"));
    }

    @Test
    void ofTenantsThatDoNotChangeOnlyTheFilesAreChecked() throws IOException {
        write("acme", "key: \"${env:KEY}\"");
        Files.writeString(tenants.resolve("beta.yaml"), """
                tenant: beta
                exports:
                  - id: export-0
                    source: download
                    format: { kind: no-such-format }
                    destination: { kind: file, directory: /var/lib/logs/beta }
                """);
        Files.writeString(tenants.resolve("gamma.yaml"), """
                tenant: gamma
                exports: []
                no-such-key: 1
                """);

        SpecReading all = SpecCheck.readForCatalog(tenants, SECRETS);
        SpecReading some = SpecCheck.readForCatalog(tenants, SECRETS, Set.of("acme")::contains);

        assertThat(all.wrong().keySet()).extracting(SpecScope::toString).containsExactly("beta/export-0", "gamma/*");
        assertThat(some.wrong().keySet()).extracting(SpecScope::toString).containsExactly("gamma/*");
        assertThat(some.right())
                .filteredOn(export -> export.exportId().tenant().equals("acme"))
                .singleElement()
                .satisfies(export ->
                        assertThat(export.redact().get(0).options()).containsEntry("fingerprint", "dee1e554bf8c"));
    }

    private void write(String tenant, String... keys) throws IOException {
        StringBuilder yaml = new StringBuilder("tenant: " + tenant + "\nexports:\n");
        for (int i = 0; i < keys.length; i++) {
            yaml.append("""
                      - id: export-%d
                        source: download
                        redact: [{ kind: hash, field: user, %s }]
                        format: { kind: csv }
                        destination: { kind: file, directory: /var/lib/logs/%s }
                    """.formatted(i, keys[i], tenant));
        }
        Files.writeString(tenants.resolve(tenant + ".yaml"), yaml);
    }
}
