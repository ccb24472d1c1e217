package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code retry} refuses before it asks a broker. */
class RetryCommandTest {
    private static final String SPEC = """
            tenant: acme
            exports:
              - id: downloads
                source: download
                format: { kind: csv }
                destination: { kind: file, directory: /tmp/logs }
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("acme.yaml"), SPEC);
    }

    @Test
    void suggestsTheExportThatWasMeant() {
        Commands.Result result = retry("acme/download");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("no export acme/download in " + folder)
                .contains("did you mean \"acme/downloads\"?");
    }

    @Test
    void anExportThatIsNotThereMayBeAmongWhatCannotBeRead() throws IOException {
        Files.writeString(folder.resolve("globex.yaml"), "tenant: globex\nexportz: []\n");

        Commands.Result result = retry("globex/downloads");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("globex.yaml:2:1").contains("exportz");
    }

    @Test
    void refusesAnExportWhoseOwnSpecIsWrong() throws IOException {
        Files.writeString(folder.resolve("acme.yaml"), SPEC.replace("kind: csv", "kind: cvs"));

        Commands.Result result = retry("acme/downloads");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("acme.yaml").contains("unknown output format: \"cvs\"");
    }

    private Commands.Result retry(String export) {
        return Commands.run(new RetryCommand(), export, "--bootstrap", "127.0.0.1:1", "--tenants", folder.toString());
    }
}
