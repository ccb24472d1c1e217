package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void comesFirstAmongTheCommands() {
        int code = execute();

        assertThat(code).isZero();
        assertThat(out.toString()).containsSubsequence("Usage: waybill", "  local ", "  local-store ", "  import ");
    }

    @Test
    void answersWrongUsageWithTwo() {
        int code = execute("local", "--sate");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--sate");
    }

    @Test
    void refusesADayThatIsNone() {
        int code = execute("local", "--data", folder.resolve("data").toString(), "--earliest-day", "1969-12-31");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith("--earliest-day must be a day from 1970 to 9999, not 1969-12-31");
    }

    @Test
    void saysWhatADayLooksLike() {
        int code = execute("local", "--data", folder.resolve("data").toString(), "--earliest-day", "x");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .startsWith(
                        "Invalid value for option '--earliest-day': \"x\" is no day; write year, month and day, as in"
                                + " 2000-01-31");
    }

    @Test
    void saysThatThereAreNoSpecs() {
        Path nowhere = folder.resolve("nowhere");

        int code = execute("local", "--data", folder.resolve("data").toString(), "--tenants", nowhere.toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith("--tenants: there is no " + nowhere);
    }

    @Test
    void saysThatADataFolderIsInUse() throws Exception {
        Path tenants = tenants();
        try (FolderLock lock = FolderLock.take(folder.resolve("data"))) {
            int code = execute("local", "--data", folder.resolve("data").toString(), "--tenants", tenants.toString());

            assertThat(code).isEqualTo(1);
            assertThat(err.toString())
                    .startsWith("waybill: the folder " + folder.resolve("data")
                            + " is in use by another running instance; stop that one or choose another folder");
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void saysThatADataFolderCannotBeWrittenTo() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        int code = execute(
                "local",
                "--data",
                file.resolve("data").toString(),
                "--tenants",
                tenants().toString());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("cannot write to the folder " + file.resolve("data"));
    }

    @Test
    void keepsADataFolderThatItMakesToItsOwner() throws Exception {
        // Given
        Path data = folder.resolve("new/data");

        // When: it stops at the specs, after its log was begun
        Files.writeString(tenants().resolve("acme.yaml"), "tenant: acme\nexportz: []\n");
        execute("local", "--data", data.toString(), "--tenants", tenants().toString());

        // Then
        assertThat(data.resolve("logs/waybill.log")).isRegularFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
    }

    @Test
    void reportsWrongSpecsAsWrongConfiguration() throws Exception {
        Files.writeString(tenants().resolve("acme.yaml"), "tenant: acme\nexportz: []\n");

        int code = execute(
                "local",
                "--data",
                folder.resolve("data").toString(),
                "--tenants",
                tenants().toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("exportz");
        assertThat(folder.resolve("data").resolve("broker")).doesNotExist();
    }

    private Path tenants() throws Exception {
        Path tenants = Files.createDirectories(folder.resolve("tenants"));
        if (!Files.exists(tenants.resolve("acme.yaml"))) {
            Files.writeString(tenants.resolve("acme.yaml"), """
                    tenant: acme
                    exports:
                      - id: downloads
                        source: download
                        format: { kind: csv }
                        schedule: { every: hourly }
                        destination: { kind: file, directory: /tmp/nowhere }
                    """);
        }
        return tenants;
    }

    private int execute(String... args) {
        return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
