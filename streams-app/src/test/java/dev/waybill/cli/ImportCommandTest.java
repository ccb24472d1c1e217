package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportCommandTest {
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void refusesAMissingFile() {
        assertThat(run("--tenant", "acme", "--format", "combined", "/nowhere/access.log"))
                .isEqualTo(2);
        assertThat(out.toString()).startsWith("/nowhere/access.log does not exist");
    }

    @Test
    void refusesATenantIdThatIsNone() throws IOException {
        assertThat(run("--tenant", "../ACME", "--format", "combined", log("x"))).isEqualTo(2);
        assertThat(out.toString()).startsWith("--tenant must match [a-z0-9][a-z0-9-]{0,62}");
    }

    @Test
    void refusesAnUnknownFormat() throws IOException {
        assertThat(run("--tenant", "acme", "--format", "iis", log("x"))).isEqualTo(2);
        assertThat(out.toString()).startsWith("--format must be common or combined");
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
        Files.writeString(folder.resolve("local.json"), "{\"bootstrap\":\"127.0.0.1:1\"}");

        // When
        int exit = run("--tenant", "acme", "--format", "combined", "--data", folder.toString(), log("a\u001b[2Jb\n"));

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(out.toString())
                .contains("access.log: line 1: no ident")
                .contains("    a?[2Jb")
                .contains("1 lines are not events and are kept in " + folder)
                .contains("nothing to publish: no line is an event; is --format right?");
    }

    private String log(String content) throws IOException {
        return Files.writeString(folder.resolve("access.log"), content).toString();
    }

    private int run(String... arguments) {
        PrintWriter writer = new PrintWriter(out, true);
        return new CommandLine(new ImportCommand())
                .setOut(writer)
                .setErr(writer)
                .execute(arguments);
    }
}
