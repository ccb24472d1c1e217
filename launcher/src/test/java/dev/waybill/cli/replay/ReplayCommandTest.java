package dev.waybill.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.Commands;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replay | say TENANT or TENANT/EXPORT, --from and --to; or --forget ID",
                "replay acme --from 2026-03-04T05:00:00Z | say TENANT or TENANT/EXPORT, --from and --to; or --forget ID",
                "replay a/b/c --from 2026-03-04T05:00:00Z --to 2026-03-04T06:00:00Z"
                        + " | \"a/b/c\" names neither a tenant nor an export; write TENANT or TENANT/EXPORT",
                "replay acme --from 2026-03-04T05:00:00Z --to 2026-03-04T05:00:00Z"
                        + " | from (2026-03-04T05:00:00Z) must be before to (2026-03-04T05:00:00Z)",
                "replay acme --from 2026-03-04T05:00:00Z --to 2026-03-04T06:00:00Z --under curent"
                        + " | --under: there is no \"curent\"; did you mean \"current\"?",
                "replay acme --from 2026-03-04T05:00:00Z --to 2026-03-04T06:00:00Z --id A"
                        + " | a replay's id must match [a-z0-9][a-z0-9-]{0,31}",
                "replay acme --to 2026-03-04T05:00:00Z | say TENANT or TENANT/EXPORT, --from and --to; or --forget ID",
                "replay Acme --from 2026-03-04T05:00:00Z --to 2026-03-04T06:00:00Z"
                        + " | \"Acme\" names neither a tenant nor an export; write TENANT or TENANT/EXPORT",
                "replay acme/UP --from 2026-03-04T05:00:00Z --to 2026-03-04T06:00:00Z"
                        + " | \"acme/UP\" names neither a tenant nor an export; write TENANT or TENANT/EXPORT",
                "replay acme/downloads --from 2026-03-04T06:00:00Z --to 2026-03-04T05:00:00Z"
                        + " | from (2026-03-04T06:00:00Z) must be before to (2026-03-04T05:00:00Z)",
                "replay acme --from 2026-03-04T05:00:00Z --to 2026-03-04T06:00:00Z --beside --to-folder f"
                        + " | --beside goes without --to-folder: say one of them",
                "replay --forget x --beside | --forget goes with no replay: it names the one that is forgotten",
                "replay --forget x --id y | --forget goes with no replay: it names the one that is forgotten",
                "replay --forget x --from 2026-03-04T05:00:00Z"
                        + " | --forget goes with no replay: it names the one that is forgotten",
                "replay --forget x --to 2026-03-04T05:00:00Z"
                        + " | --forget goes with no replay: it names the one that is forgotten",
                "replay --forget x --to-folder f | --forget goes with no replay: it names the one that is forgotten",
                "replay acme --forget x | --forget goes with no replay: it names the one that is forgotten",
            })
    void wrongUsageSaysWhatToDo(String line, String message) {
        Commands.Result result = run(line);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).isEqualTo(message + "\n");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void wrongConfigurationIsWrongUsage() {
        Commands.Result result =
                run("replay acme --from 2026-03-04T05:00:00Z --to 2026-03-04T06:00:00Z -Dhttp.prot=8081");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("http.prot", "did you mean");
    }

    @Test
    void failsWhereNoBrokerAnswers() {
        Commands.Result result = run(
                "replay --forget x -Dregistry.schema.registry.url=none"
                        + " -Dkafka.bootstrap.servers=127.0.0.1:1 -Dkafka.default.api.timeout.ms=500 -Dkafka.request.timeout.ms=400");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("could not delete group waybill-replay-x: ");
    }

    private static Commands.Result run(String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.remove(0);
        return Commands.run(new ReplayCommand(), words.toArray(String[]::new));
    }
}
