package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryCommandTest {
    private static final String SPEC = """
            tenant: acme
            exports:
              - id: downloads
                source: download
                format: { kind: csv }
                destination: { kind: file, directory: /tmp/logs }
            """;

    private final FakeClients clients = new FakeClients();

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

    @Test
    void asksTheSinkInEveryTopicThatMayHoldPartsOfTheExport() throws IOException {
        // Given
        Commands.waybill(clients, "topics", "--bootstrap", "broker:9092", "--tenants", folder.toString());
        Files.writeString(folder.resolve("globex.yaml"), "tenant: globex\nexportz: []\n");

        // When
        Commands.Result result = retry("acme/downloads");

        // Then
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out().lines())
                .containsExactly(
                        "asked for acme/downloads in export.acme.downloads-0 at offset 0",
                        "asked for acme/downloads in waybill.delivery-6 at offset 0");
        assertThat(clients.log.records("waybill.delivery")).singleElement().satisfies(mark -> {
            assertThat(mark.value()).isNull();
            assertThat(mark.headers().toArray()).isNotEmpty();
        });
    }

    @Test
    void saysThatThereIsNoTopicYet() {
        Commands.Result result = retry("acme/downloads");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("there is no topic yet that holds parts of acme/downloads; run ./waybill topics\n");
    }

    /** The wait for a broker must end, but a user may know better how long it takes. */
    @Test
    void theUsersPropertiesWinExceptWhereTheMarkCouldBeLost() throws IOException {
        Path file = Files.writeString(folder.resolve("c.properties"), "max.block.ms=7\nacks=1\n");

        retry("acme/downloads", "--command-config", file.toString());

        assertThat(clients.settings.get(1))
                .containsEntry("max.block.ms", "7")
                .containsEntry("delivery.timeout.ms", "30000")
                .containsEntry("acks", "all");
    }

    private Commands.Result retry(String export, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("retry", export, "--bootstrap", "broker:9092", "--tenants", folder.toString()));
        arguments.addAll(List.of(options));
        return Commands.waybill(clients, arguments.toArray(String[]::new));
    }
}
