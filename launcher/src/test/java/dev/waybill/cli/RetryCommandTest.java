package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.topics.FakeClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryCommandTest {
    private final FakeClients clients = new FakeClients();

    @TempDir
    Path folder;

    @BeforeEach
    void apply() throws IOException {
        Files.writeString(folder.resolve("acme.yaml"), """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    format: { kind: csv }
                    destination: { kind: file, directory: /tmp/logs }
                """);
        AppliedSpecs.apply(clients, folder);
    }

    @Test
    void suggestsTheExportThatWasMeant() {
        assertRefused(
                "acme/download", "tenant acme has no export \"download\" in the catalog; did you mean \"downloads\"?");
        assertRefused("akme/downloads", "no tenant \"akme\" in the catalog; did you mean \"acme\"?");
        assertRefused("globex/x", "no tenant \"globex\" in the catalog of 1 tenants; ./waybill status lists them");
        assertRefused("acme", "\"acme\" is a tenant; write TENANT/EXPORT");
        assertRefused("a/b/c", "\"a/b/c\" names no export; write TENANT or TENANT/EXPORT");
    }

    @Test
    void asksTheSinkInEveryTopicThatMayHoldPartsOfTheExport() {
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
        clients.cluster.topics.keySet().removeIf(topic -> !topic.equals("waybill.catalog"));

        Commands.Result result = retry("acme/downloads");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("there is no topic yet that holds parts of acme/downloads; run ./waybill apply\n");
    }

    /** The wait for a broker must end, but a user may know better how long it takes. */
    @Test
    void theUsersPropertiesWinExceptWhereTheMarkCouldBeLost() throws IOException {
        Path file = Files.writeString(folder.resolve("c.properties"), "max.block.ms=7\nacks=1\n");

        retry("acme/downloads", "--command-config", file.toString());

        assertThat(clients.settings.get(clients.settings.size() - 1))
                .containsEntry("max.block.ms", "7")
                .containsEntry("delivery.timeout.ms", "30000")
                .containsEntry("acks", "all");
    }

    private void assertRefused(String export, String message) {
        Commands.Result result = retry(export);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).isEqualTo(message + "\n");
    }

    private Commands.Result retry(String export, String... options) {
        List<String> arguments = new ArrayList<>(List.of("retry", export, "--bootstrap", "broker:9092"));
        arguments.addAll(List.of(options));
        return Commands.waybill(clients, arguments.toArray(String[]::new));
    }
}
